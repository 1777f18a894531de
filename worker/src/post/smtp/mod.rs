//! Letters by SMTP over lettre's connection, step by step, so that every step has its time limit and every failure
//! is known to lie before or after the final dot.

mod conversation;
mod failure;
mod limits;
mod parcel;
#[cfg(test)]
mod privacy_tests;

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use lettre::transport::smtp::client::TlsParameters;
use tokio::time::Instant;

use self::conversation::Conversation;
use self::failure::Unsent;
use self::limits::Budget;
pub use self::limits::SmtpLimits;
use self::parcel::Parcel;
use super::answer::{HandOver, Step};
use super::letter::Letter;
use super::settings::ServerSettings;

/// A mail server, with the connections kept open to it between letters.
pub struct Smtp {
    server: ServerSettings,
    tls: TlsParameters,
    limits: SmtpLimits,
    idle: Mutex<Vec<Idle>>,
}

/// A connection whose last letter was accepted.
struct Idle {
    conversation: Conversation,
    since: Instant,
}

/// Older connections are not trusted: servers hang up on idle clients, some after half a minute.
const OLDEST_IDLE: Duration = Duration::from_secs(20);
/// How many connections are kept; how many are in use is decided by who hands over.
const MOST_IDLE: usize = 32;

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp").field("server", &self.server).field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl Smtp {
    pub(super) fn new(server: ServerSettings, limits: SmtpLimits) -> Result<Self, lettre::transport::smtp::Error> {
        let tls = TlsParameters::new(server.host.clone())?;
        Ok(Self { server, tls, limits, idle: Mutex::new(Vec::new()) })
    }

    pub(super) fn longest_conversation(&self) -> Duration {
        self.limits.longest_conversation()
    }

    pub(super) async fn hand_over(&self, letter: &Letter) -> HandOver {
        let parcel = match Parcel::pack(letter) {
            Ok(parcel) => parcel,
            Err(refused) => {
                return HandOver::NotSent { step: Step::Letter, retry: false, reason: refused.to_string() };
            }
        };
        let budget = Budget::start(&self.limits);
        let begun = match self.begin_on_a_kept_connection(&parcel, &budget).await {
            Some(conversation) => Ok(conversation),
            None => self.begin_on_a_new_connection(&parcel, &budget).await,
        };
        match begun {
            Ok(conversation) => self.continue_to_the_dot(conversation, &parcel, &budget).await,
            Err(unsent) => unsent.into(),
        }
    }

    /// Takes leave on the kept connections.
    pub(super) async fn close(&self) {
        let kept: Vec<Idle> = self.idle().drain(..).collect();
        for idle in kept {
            idle.conversation.quit(&self.limits).await;
        }
    }

    /// Says MAIL on a connection kept from an earlier letter. Whatever the server does not like about it there, from
    /// a connection it closed meanwhile to "enough letters on this one", is asked again on a new connection.
    async fn begin_on_a_kept_connection(&self, parcel: &Parcel, budget: &Budget<'_>) -> Option<Conversation> {
        let mut conversation = self.take_idle()?;
        let accepted = conversation.name_sender(parcel, budget).await.is_ok();
        accepted.then_some(conversation)
    }

    async fn begin_on_a_new_connection(&self, parcel: &Parcel, budget: &Budget<'_>) -> Result<Conversation, Unsent> {
        let mut conversation = Conversation::open(&self.server, &self.tls, budget).await?;
        match conversation.name_sender(parcel, budget).await {
            Ok(()) => Ok(conversation),
            Err(unsent) => Err(self.leave(conversation, unsent).await),
        }
    }

    async fn continue_to_the_dot(
        &self,
        mut conversation: Conversation,
        parcel: &Parcel,
        budget: &Budget<'_>,
    ) -> HandOver {
        let refused_copies = match conversation.name_recipients(parcel, budget).await {
            Ok(refused) => refused,
            Err(unsent) => return self.leave(conversation, unsent).await.into(),
        };
        if let Err(unsent) = conversation.announce_content(budget).await {
            return self.leave(conversation, unsent).await.into();
        }
        match conversation.send_content(parcel, budget).await {
            HandOver::HandedOver { answer } => {
                self.keep(conversation);
                let answer = [vec![answer], refused_copies].concat().join("; ");
                HandOver::HandedOver { answer }
            }
            unaccepted @ (HandOver::NotSent { .. } | HandOver::InDoubt { .. }) => unaccepted,
        }
    }

    /// Ends a conversation that came to nothing, politely if there is somebody to be polite to.
    async fn leave(&self, conversation: Conversation, unsent: Unsent) -> Unsent {
        if !unsent.is_beyond_talk() {
            conversation.quit(&self.limits).await;
        }
        unsent
    }

    fn take_idle(&self) -> Option<Conversation> {
        let mut idle = self.idle();
        idle.retain(|idle| idle.since.elapsed() <= OLDEST_IDLE);
        idle.pop().map(|idle| idle.conversation)
    }

    fn keep(&self, conversation: Conversation) {
        let mut idle = self.idle();
        if idle.len() < MOST_IDLE {
            idle.push(Idle { conversation, since: Instant::now() });
        }
    }

    /// A list of connections cannot be left half changed by a panic.
    fn idle(&self) -> MutexGuard<'_, Vec<Idle>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
