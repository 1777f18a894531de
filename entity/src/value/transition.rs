//! What an event does to a state: the answer every state machine gives.

use std::fmt::Debug;

use thiserror::Error;

/// What follows when an event is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transition<S> {
    /// The next state.
    To(S),
    /// The event has happened before and nothing changes: double clicks and repeated jobs rely on it.
    AlreadyDone,
}

/// An event that the state does not allow; names both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{event:?} is not possible in state {state:?}")]
pub struct Refused<S: Debug, E: Debug> {
    /// Where it stands.
    pub state: S,
    /// What was tried.
    pub event: E,
}
