// An extension on AWS's library for them, as the library's own first example is written.
use lambda_extension::{service_fn, Error, LambdaEvent};

async fn take(_event: LambdaEvent) -> Result<(), Error> {
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    lambda_extension::run(service_fn(take)).await
}
