use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// A step at which the server can be told how to behave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The greeting.
    Connect,
    /// EHLO.
    Ehlo,
    /// AUTH.
    Auth,
    /// MAIL FROM.
    Mail,
    /// RCPT TO, for each recipient.
    Rcpt,
    /// DATA, before the go-ahead.
    Data,
    /// After the go-ahead to DATA, before a line of the mail is read.
    Content,
    /// When the whole mail is read. Unless it is refused here, the server keeps it, even if it then never says so.
    FinalDot,
    /// QUIT.
    Quit,
}

/// How a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behaviour {
    /// As a server that has nothing against it.
    Accept,
    /// Answers with this code.
    Refuse(u16),
    /// Never answers, and keeps the connection open.
    Stall,
    /// Closes the connection without an answer.
    HangUp,
    /// Accepts, but takes its time.
    AcceptAfter(Duration),
}

/// How the steps go, and who may send to whom.
#[derive(Default)]
pub(super) struct Script {
    always: HashMap<Step, Behaviour>,
    once: HashMap<Step, VecDeque<Behaviour>>,
    refused_recipients: HashMap<String, u16>,
    sign_in: Option<String>,
}

impl Script {
    pub(super) fn always(&mut self, step: Step, behaviour: Behaviour) {
        self.always.insert(step, behaviour);
    }

    pub(super) fn once(&mut self, step: Step, behaviour: Behaviour) {
        self.once.entry(step).or_default().push_back(behaviour);
    }

    pub(super) fn refuse_recipient(&mut self, address: &str, code: u16) {
        self.refused_recipients.insert(address.to_owned(), code);
    }

    pub(super) fn demand_sign_in(&mut self, user: &str, password: &str) {
        self.sign_in = Some(STANDARD.encode(format!("\0{user}\0{password}")));
    }

    /// How the step goes this time.
    pub(super) fn next(&mut self, step: Step) -> Behaviour {
        let once = self.once.get_mut(&step).and_then(VecDeque::pop_front);
        once.or_else(|| self.always.get(&step).copied()).unwrap_or(Behaviour::Accept)
    }

    pub(super) fn refusal_of(&self, recipient: &str) -> Option<u16> {
        self.refused_recipients.get(recipient).copied()
    }

    pub(super) fn demands_sign_in(&self) -> bool {
        self.sign_in.is_some()
    }

    /// Whether `AUTH PLAIN <token>` names the demanded name and password.
    pub(super) fn lets_in(&self, token: &str) -> bool {
        self.sign_in.as_deref() == Some(token)
    }
}
