//! The place where apalis meets the queue: its worker polls what the claimer has claimed, through its custom backend.
//!
//! Its fetcher never yields an error or nothing: either would end the worker for good. Claiming, leases, retries and
//! ends are ours; concurrency, draining and the end of the worker are apalis's.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use apalis::prelude::{BackendBuilder, BuildError, Task, WorkerBuilder, WorkerContext, WorkerError};
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use futures_util::{FutureExt as _, StreamExt as _, sink, stream};
use tokio::sync::mpsc::Receiver;

use super::claimed::Claimed;

/// Why the worker did not work, or did not go on.
#[derive(Debug, thiserror::Error)]
pub enum BackendFailed {
    /// Its parts do not fit together.
    #[error("the worker cannot be built: {0}")]
    Build(#[from] BuildError),
    /// It ended by itself.
    #[error("the worker failed: {0}")]
    Worker(#[from] WorkerError),
}

/// Performs what comes in until `stopped` resolves; then begins nothing more, and ends when all that runs has ended.
pub(super) async fn work<F>(
    name: String,
    inbox: Receiver<Claimed>,
    perform: impl Fn(Claimed) -> F + Clone + Send + Sync + 'static,
    stopped: BoxFuture<'static, ()>,
) -> Result<(), BackendFailed>
where
    F: Future<Output = ()> + Send + 'static,
{
    let backend = BackendBuilder::new()
        .database(Arc::new(Mutex::new(Some(inbox))))
        .fetcher(|inbox, (), _| tasks(inbox))
        .sink(|_, ()| sink::drain())
        .build()?;
    let context = WorkerContext::from(name);
    let worker = WorkerBuilder::new(&context).backend(backend).build(move |claimed: Claimed| perform(claimed));
    let mut working = worker.run().boxed();
    tokio::select! {
        biased;
        ended = &mut working => return Ok(ended?),
        () = stopped => {}
    }
    // Polled once above, it has begun: the only state in which it cannot be told to stop lies behind it.
    context.stop()?;
    Ok(working.await?)
}

type Inbox = Arc<Mutex<Option<Receiver<Claimed>>>>;

/// The claimed jobs one after the other; the inbox is taken once, for apalis asks for the stream once.
fn tasks(inbox: &Inbox) -> BoxStream<'static, Result<Option<Task<Claimed>>, Infallible>> {
    let inbox = inbox.lock().unwrap_or_else(PoisonError::into_inner).take();
    stream::unfold(inbox, async |inbox| {
        let mut inbox = inbox?;
        let claimed = inbox.recv().await?;
        Some((Ok(Some(Task::new(claimed))), Some(inbox)))
    })
    .boxed()
}
