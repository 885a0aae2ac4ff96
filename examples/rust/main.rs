// What the handler does with an event that says {"hourglass": ACTION}; any other event comes back.
use lambda_runtime::{service_fn, Diagnostic, Error, LambdaEvent};
use serde_json::{json, Value};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

async fn handle(event: LambdaEvent<Value>) -> Result<Value, Diagnostic> {
    match event.payload["hourglass"].as_str().unwrap_or_default() {
        "greet" => Ok(json!("hello hourglass")),
        "remaining" => {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            let now = now.as_millis() as u64;
            Ok(json!(event.context.deadline.saturating_sub(now)))
        }
        "fail" => Err(Diagnostic {
            error_type: "Refused".into(),
            error_message: "the handler says no".into(),
        }),
        "throw" => Err("an error without a type of its own".into()),
        "panic" => panic!("a text, which is no error"),
        "flood" => Ok(json!("x".repeat(7_000_000))), // more than the platform takes
        "sleep" => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            Ok(event.payload)
        }
        "exit" => std::process::exit(3),
        "crash" => std::process::abort(),
        _ => Ok(event.payload),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    if std::env::var_os("EXAMPLE_INIT_ERROR").is_some() {
        panic!("the handler fails while it loads");
    }
    lambda_runtime::run(service_fn(handle)).await
}
