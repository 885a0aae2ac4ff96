// What the handler does with an event that says {"hourglass": ACTION}; any other event comes back.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

// brokenReader gives one piece and then fails.
type brokenReader struct{ given bool }

func (reader *brokenReader) Read(buffer []byte) (int, error) {
	if reader.given {
		return 0, errors.New("the stream breaks")
	}
	reader.given = true
	return copy(buffer, "one "), nil
}

func remaining(ctx context.Context) int64 {
	deadline, _ := ctx.Deadline()
	return time.Until(deadline).Milliseconds()
}

func handle(ctx context.Context, event json.RawMessage) (any, error) {
	var asked struct{ Hourglass string }
	// An event may be any JSON value.
	_ = json.Unmarshal(event, &asked)
	switch asked.Hourglass {
	case "greet":
		return "hello hourglass", nil
	case "fail":
		return nil, errors.New("the handler says no")
	case "throw":
		return json.Marshal(make(chan int))
	case "panic":
		panic("a text, which is no error")
	case "remaining":
		return remaining(ctx), nil
	case "stream":
		return io.MultiReader(strings.NewReader("one "), strings.NewReader("two")), nil
	case "break_stream":
		return &brokenReader{}, nil
	case "flood": // more than the platform takes
		return strings.Repeat("x", 7_000_000), nil
	case "sleep":
		time.Sleep(time.Minute)
	case "exit":
		os.Exit(3)
	case "crash":
		_ = syscall.Kill(os.Getpid(), syscall.SIGSEGV)
	}
	return event, nil
}

func main() {
	if os.Getenv("EXAMPLE_INIT_ERROR") != "" {
		panic("the handler fails while it loads")
	}
	lambda.Start(handle)
}
