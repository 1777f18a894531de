//! One worker, from its start to its orderly end.

use std::sync::Arc;
use std::time::Duration;

use entity::database::Opening;
use futures_util::FutureExt as _;
use tokio::sync::{Notify, Semaphore, mpsc, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::backend::{self, BackendFailed};
use super::duties::Duties;
use super::floor::Floor;
use super::held::Held;
use super::pace::Pace;
use super::{claimer, lease, listener, perform, teller, upkeep};
use crate::desk::Desk;

/// How long the last ends may take to be written down when the worker stops.
const LAST_WORDS_WITHIN: Duration = Duration::from_secs(10);

/// What a worker is made of.
#[derive(Clone, Debug)]
pub struct Engine {
    /// What its duties work with.
    pub desk: Desk,
    /// What it can do.
    pub duties: Duties,
    /// How it works.
    pub pace: Pace,
    /// How the database is opened: leases and notifications have connections of their own.
    pub opening: Opening,
    /// Unique per process and start.
    pub name: String,
}

/// Why a worker ended without having been asked to.
#[derive(Debug, thiserror::Error)]
pub enum EngineFailed {
    /// The thread that renews leases could not be started.
    #[error("the thread for leases could not be started: {0}")]
    Lease(std::io::Error),
    /// The part that runs jobs.
    #[error(transparent)]
    Backend(#[from] BackendFailed),
    /// A part that goes on for ever ended.
    #[error("a part of the worker ended by itself")]
    Part,
}

impl Engine {
    /// Works until `stop` resolves: claims nothing more then, lets what runs go on for a while, gives back the rest
    /// without burning a try, and has every end written down.
    pub async fn run_until(self, stop: impl Future<Output = ()>) -> Result<(), EngineFailed> {
        let (may_begin, begins) = watch::channel(true);
        let (stopping, stopped) = watch::channel(false);
        let (ending, ended) = watch::channel(false);
        let floor = self.floor(begins);
        let leases =
            lease::keep(Arc::clone(&floor), self.opening.clone(), may_begin, ended).map_err(EngineFailed::Lease)?;
        let (teller, ends) = mpsc::unbounded_channel();
        let told = tokio::spawn({
            let floor = Arc::clone(&floor);
            async move { teller::tell_all(&floor, ends).await }
        });
        let (inbox, claimed) = mpsc::channel(floor.slots.available_permits().max(1));
        let mut parts = JoinSet::new();
        parts.spawn(claimer::claim_all(Arc::clone(&floor), inbox, teller, is_true(stopped.clone())));
        parts.spawn({
            let (floor, stopped) = (Arc::clone(&floor), is_true(stopped.clone()));
            async move { upkeep::keep_up(&floor, stopped).await }
        });
        let listening = self.listen(&floor);
        let perform = {
            let floor = Arc::clone(&floor);
            move |claimed| perform::perform(floor.desk.clone(), Arc::clone(&floor.duties), claimed)
        };
        let mut working = backend::work(floor.name.clone(), claimed, perform, is_true(stopped).boxed()).boxed();

        let finished = tokio::select! {
            ended = &mut working => Err(ended.err().map_or(EngineFailed::Part, EngineFailed::from)),
            _ = parts.join_next() => Err(EngineFailed::Part),
            () = stop => {
                tracing::info!("stopping: nothing new is begun");
                stopping.send_replace(true);
                if let Ok(drained) = timeout(self.pace.stop_within, &mut working).await {
                    drained.map_err(EngineFailed::from)
                } else {
                    tracing::warn!(jobs = floor.held.ids().len(), "jobs still run; they are cut off and given back");
                    Ok(())
                }
            }
        };
        stopping.send_replace(true);
        // What still runs is cut off with this, and gives itself back.
        drop(working);
        listening.abort();
        if timeout(LAST_WORDS_WITHIN, async { (parts.join_all().await, told.await) }).await.is_err() {
            tracing::error!("not every end could be written down; those jobs are found lost when their leases run out");
        }
        // The thread ends at its next wait; it holds no more than a connection.
        ending.send_replace(true);
        drop(leases);
        finished
    }

    fn floor(&self, may_begin: watch::Receiver<bool>) -> Arc<Floor> {
        let slots = usize::try_from(self.pace.concurrency.max(1)).unwrap_or(usize::MAX).min(Semaphore::MAX_PERMITS);
        Arc::new(Floor {
            desk: self.desk.clone(),
            duties: Arc::new(self.duties.clone()),
            pace: self.pace,
            name: self.name.clone(),
            held: Held::default(),
            wake: Notify::new(),
            slots: Arc::new(Semaphore::new(slots)),
            may_begin,
        })
    }

    fn listen(&self, floor: &Arc<Floor>) -> tokio::task::JoinHandle<()> {
        let (floor, opening) = (Arc::clone(floor), self.opening.clone());
        tokio::spawn(async move {
            if floor.desk.database.backend() == sea_orm::DbBackend::Postgres {
                listener::listen(&floor, &opening).await;
            }
        })
    }
}

async fn is_true(mut flag: watch::Receiver<bool>) {
    // With nobody left to raise it, it counts as raised.
    let _raised_or_gone = flag.wait_for(|raised| *raised).await;
}
