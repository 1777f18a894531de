use std::error::Error as _;
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::response::{Response, Severity};
use tokio::time::timeout;

use super::super::answer::{HandOver, Step, one_line};

/// A step that failed while the letter was certainly unsent.
#[derive(Debug)]
pub(super) struct Unsent {
    pub(super) step: Step,
    pub(super) cause: Cause,
}

/// Why a step failed.
#[derive(Debug)]
pub(super) enum Cause {
    /// The server said no: 4xx or 5xx.
    Refused { code: u16, words: String },
    /// The limit of the step passed.
    TimedOut(Duration),
    /// The connection broke, or what came was not SMTP.
    Broken(String),
    /// This letter cannot go through this server, whatever is tried.
    Impossible(&'static str),
}

impl Unsent {
    /// Whether the server itself hung up or fell silent, so that there is nobody to say QUIT to.
    pub(super) fn is_beyond_talk(&self) -> bool {
        matches!(self.cause, Cause::TimedOut(_) | Cause::Broken(_))
    }

    /// A refusal is final when it is about this letter: 5xx to its sender, recipient or content. A server that does
    /// not want us (greeting, EHLO, STARTTLS), a sign-in it refuses or misses (530) are faults of the server or the
    /// settings: the letter goes when they are mended.
    fn may_be_retried(&self) -> bool {
        const AUTHENTICATION_REQUIRED: u16 = 530;
        match &self.cause {
            Cause::Refused { code, .. } if *code < 500 || *code == AUTHENTICATION_REQUIRED => true,
            Cause::Refused { .. } => match self.step {
                Step::Connect | Step::Greeting | Step::Encryption | Step::SignIn => true,
                Step::Letter | Step::Sender | Step::Recipient | Step::Data | Step::Content | Step::Folder => false,
            },
            Cause::TimedOut(_) | Cause::Broken(_) => true,
            Cause::Impossible(_) => false,
        }
    }

    fn reason(&self) -> String {
        let step = self.step;
        match (&self.cause, step) {
            (Cause::Refused { code, words }, Step::SignIn) => {
                format!("the mail server refused the sign-in of KHU_MAIL: {code} {words}")
            }
            (Cause::Refused { code, words }, _) => format!("the mail server refused {step}: {code} {words}"),
            (Cause::TimedOut(limit), _) => format!("the mail server did not answer to {step} within {limit:?}"),
            (Cause::Broken(words), Step::Connect) => format!("the mail server could not be reached: {words}"),
            (Cause::Broken(words), _) => format!("the connection to the mail server broke at {step}: {words}"),
            (Cause::Impossible(words), _) => (*words).to_owned(),
        }
    }
}

impl From<Unsent> for HandOver {
    fn from(unsent: Unsent) -> Self {
        Self::NotSent { step: unsent.step, retry: unsent.may_be_retried(), reason: unsent.reason() }
    }
}

impl From<Error> for Cause {
    fn from(fault: Error) -> Self {
        let words = one_line(&fault.source().map_or_else(|| fault.to_string(), ToString::to_string));
        match fault.status() {
            Some(code) => Self::Refused { code: code.into(), words },
            None => Self::Broken(words),
        }
    }
}

/// Runs one step under its time limit.
pub(super) async fn step<T>(
    step: Step,
    limit: Duration,
    talk: impl Future<Output = Result<T, Error>>,
) -> Result<T, Unsent> {
    match timeout(limit, talk).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(fault)) => Err(Unsent { step, cause: fault.into() }),
        Err(_) => Err(Unsent { step, cause: Cause::TimedOut(limit) }),
    }
}

/// A 2xx answer; lettre lets a 3xx pass as well.
pub(super) fn is_complete(answer: &Response) -> bool {
    answer.code().severity == Severity::PositiveCompletion
}

/// An answer as it is kept: its code and all its lines.
pub(super) fn words(answer: &Response) -> String {
    one_line(&format!("{} {}", answer.code(), answer.message().collect::<Vec<_>>().join(" ")))
}
