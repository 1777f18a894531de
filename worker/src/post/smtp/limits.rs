use std::time::Duration;

use tokio::time::Instant;

/// How long each step of an SMTP conversation may take (design 5: every step is timed).
#[derive(Clone, Copy, Debug)]
pub struct SmtpLimits {
    /// Name lookup and TCP connection.
    pub connect: Duration,
    /// Each of: greeting with EHLO, STARTTLS with its handshake, AUTH, MAIL, all RCPT together, DATA, the content.
    pub command: Duration,
    /// Everything from the beginning up to the final dot.
    pub before_dot: Duration,
    /// The server's answer to the final dot.
    pub answer: Duration,
    /// QUIT.
    pub quit: Duration,
}

impl Default for SmtpLimits {
    /// Connect 10 s, commands 30 s, all before the final dot 120 s, the answer to it 60 s, QUIT 2 s: the longest
    /// conversation stays well below the five minutes in which doubt has to stand before a person.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            command: Duration::from_secs(30),
            before_dot: Duration::from_mins(2),
            answer: Duration::from_mins(1),
            quit: Duration::from_secs(2),
        }
    }
}

impl SmtpLimits {
    /// No hand-over takes longer: 182 s by default.
    pub fn longest_conversation(&self) -> Duration {
        self.before_dot + self.answer + self.quit
    }
}

/// What one hand-over has left of the time before the final dot.
pub(super) struct Budget<'a> {
    pub(super) limits: &'a SmtpLimits,
    dot_by: Instant,
}

impl<'a> Budget<'a> {
    pub(super) fn start(limits: &'a SmtpLimits) -> Self {
        Self { limits, dot_by: Instant::now() + limits.before_dot }
    }

    /// The time a step may take whose own limit is `limit`.
    pub(super) fn at_most(&self, limit: Duration) -> Duration {
        limit.min(self.dot_by.saturating_duration_since(Instant::now()))
    }
}
