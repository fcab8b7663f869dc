// Reads calls of clients, one JSON object a line, and says of each group of them whether a serial bank could have
// answered so: `legal`, `illegal`, or `unknown` when that takes too long to find out.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/anishathalye/porcupine"
)

const patience = 30 * time.Second

var verdicts = map[porcupine.CheckResult]string{
	porcupine.Ok:      "legal",
	porcupine.Illegal: "illegal",
	porcupine.Unknown: "unknown",
}

func main() {
	groups := map[string][]porcupine.Operation{}
	var names []string
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var one call
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if _, known := groups[one.Group]; !known {
			names = append(names, one.Group)
		}
		groups[one.Group] = append(groups[one.Group], porcupine.Operation{
			ClientId: one.Client, Input: one.In, Call: one.Call, Output: one.Out, Return: one.Return,
		})
	}
	for _, name := range names {
		result := porcupine.CheckOperationsTimeout(bank, groups[name], patience)
		line, _ := json.Marshal(map[string]string{"group": name, "verdict": verdicts[result]})
		fmt.Println(string(line))
	}
}
