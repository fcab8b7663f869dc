#!/usr/bin/env bash
# Seen on 2026-11-28.
# Porcupine 1.3.1 (Go), a checker of linearizability, wants a history without open calls and a fine clock, and says
# neither. A call without a return, which is what a client that timed out leaves, makes any history illegal, even one
# whose other calls are in order: a return at the very end has to be made up for it. And a call that begins in the
# tick in which another returned counts as concurrent with it: with millisecond stamps a stale read passes. Seen:
# > a read of 0: legal
# > and then a write that never returns: illegal
# > the same, with a return at the end: legal
# > a stale read that begins in the tick of the write's return: legal
# > a stale read that begins one tick later: illegal
source "$(dirname "$0")/lib/common.sh"
export GOFLAGS=-modcacherw GOPATH="$WORK/go" GOCACHE="$WORK/cache"

cat >main.go <<'GO'
package main

import (
	"fmt"

	p "github.com/anishathalye/porcupine"
)

// Input 0 reads the register, anything else is written to it.
var register = p.Model{
	Init: func() any { return 0 },
	Step: func(state, input, output any) (bool, any) {
		if input != 0 {
			return true, input
		}
		return output == state, state
	},
}

func show(name string, legal bool) {
	fmt.Printf("%s: %s\n", name, map[bool]string{true: "legal", false: "illegal"}[legal])
}

func main() {
	event := func(id int, kind p.EventKind, value int) p.Event {
		return p.Event{Id: id, ClientId: id, Kind: kind, Value: value}
	}
	history := []p.Event{event(1, p.CallEvent, 0), event(1, p.ReturnEvent, 0)}
	show("a read of 0", p.CheckEvents(register, history))
	history = append(history, event(2, p.CallEvent, 5))
	show("and then a write that never returns", p.CheckEvents(register, history))
	history = append(history, event(2, p.ReturnEvent, 0))
	show("the same, with a return at the end", p.CheckEvents(register, history))

	write := p.Operation{ClientId: 1, Input: 5, Output: 0, Call: 0, Return: 10}
	staleRead := p.Operation{ClientId: 2, Input: 0, Output: 0, Call: 10, Return: 20}
	timed := []p.Operation{write, staleRead}
	show("a stale read that begins in the tick of the write's return", p.CheckOperations(register, timed))
	timed[1].Call = 11
	show("a stale read that begins one tick later", p.CheckOperations(register, timed))
}
GO
go mod init finding 2>/dev/null
go get github.com/anishathalye/porcupine@v1.3.1 2>/dev/null
expect_seen go run .
