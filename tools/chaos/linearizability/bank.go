package main

import (
	"fmt"
	"sort"
	"strings"

	"github.com/anishathalye/porcupine"
)

// A call of a client, as it is handed over: one line of JSON.
type call struct {
	Group  string `json:"group"`
	Client int    `json:"client"`
	Call   int64  `json:"call"`
	Return int64  `json:"return"`
	In     input  `json:"in"`
	Out    output `json:"out"`
}

// What is asked for. Amounts are in cents.
type input struct {
	Kind    string `json:"kind"`
	Account string `json:"account"`
	To      string `json:"to"`
	Amount  int64  `json:"amount"`
}

// What is known of the answer. Of a call that nobody answered, it is not known whether anything happened.
type output struct {
	// "done", "refused" or "unknown".
	Kind string `json:"kind"`
	// The problem's code, of a refusal.
	Code string `json:"code"`
	// Of the account that is asked about, or that money leaves; absent where it is not told.
	Balance *int64 `json:"balance"`
}

// The balances of the open accounts, as text, so that states can be compared.
type state string

func parse(s state) map[string]int64 {
	balances := map[string]int64{}
	for _, part := range strings.Fields(string(s)) {
		var account string
		var balance int64
		at := strings.LastIndex(part, "=")
		account = part[:at]
		fmt.Sscanf(part[at+1:], "%d", &balance)
		balances[account] = balance
	}
	return balances
}

func format(balances map[string]int64) state {
	parts := make([]string, 0, len(balances))
	for account, balance := range balances {
		parts = append(parts, fmt.Sprintf("%s=%d", account, balance))
	}
	sort.Strings(parts)
	return state(strings.Join(parts, " "))
}

// What the bank would answer, and how it would stand then.
func decide(s state, in input) (code string, balance int64, next state) {
	balances := parse(s)
	held, isOpen := balances[in.Account]
	_, isOpenTo := balances[in.To]
	switch in.Kind {
	case "open":
		if isOpen {
			return "account-already-exists", 0, s
		}
		balances[in.Account] = 0
		return "", 0, format(balances)
	case "close":
		if isOpen && held > 0 {
			return "account-not-empty", 0, s
		}
		delete(balances, in.Account)
	case "deposit":
		balances[in.Account] = held + in.Amount
	case "withdraw", "transfer":
		if in.Kind == "transfer" && isOpen && !isOpenTo {
			return "account-not-found", 0, s
		}
		if isOpen && held < in.Amount {
			return "insufficient-funds", 0, s
		}
		balances[in.Account] = held - in.Amount
		if in.Kind == "transfer" {
			balances[in.To] += in.Amount
		}
	}
	if !isOpen {
		return "account-not-found", 0, s
	}
	return "", balances[in.Account], format(balances)
}

var bank = (&porcupine.NondeterministicModel{
	Init: func() []interface{} { return []interface{}{state("")} },
	Step: func(current interface{}, given interface{}, told interface{}) []interface{} {
		before, in, out := current.(state), given.(input), told.(output)
		code, balance, after := decide(before, in)
		switch out.Kind {
		case "unknown":
			if after == before {
				return []interface{}{before}
			}
			return []interface{}{before, after}
		case "refused":
			if code != out.Code {
				return nil
			}
			return []interface{}{before}
		default:
			if code != "" || (out.Balance != nil && *out.Balance != balance) {
				return nil
			}
			return []interface{}{after}
		}
	},
	Equal: func(one, other interface{}) bool { return one == other },
}).ToModel()
