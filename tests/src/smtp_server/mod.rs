//! A mail server in the test's own process: it keeps what it accepts, and at every step of the conversation it can be
//! told to refuse, to fall silent or to hang up.

mod conversation;
mod script;

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use self::script::Script;
pub use self::script::{Behaviour, Step};

/// A running server; it ends when it is dropped.
pub struct SmtpServer {
    address: SocketAddr,
    desk: Arc<Desk>,
    listening: JoinHandle<()>,
}

/// A mail the server took over.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The address of MAIL FROM.
    pub from: String,
    /// The addresses of RCPT TO that were not refused, in their order.
    pub to: Vec<String>,
    /// Without `<` and `>`; empty if the mail bears none.
    pub message_id: String,
    /// Header and body as they came, without the final dot and without doubled dots.
    pub data: Vec<u8>,
}

/// What all conversations of a server share.
struct Desk {
    script: Mutex<Script>,
    accepted: Mutex<Vec<Accepted>>,
    arrival: Notify,
    connections: AtomicUsize,
}

impl SmtpServer {
    /// Listens on a free port of this machine.
    pub async fn start() -> io::Result<Self> {
        Self::start_on(SocketAddr::from(([127, 0, 0, 1], 0))).await
    }

    /// Listens where it is told, for instance where a server was that has ended.
    pub async fn start_on(address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let desk = Arc::new(Desk::default());
        let listening = tokio::spawn(listen(listener, Arc::clone(&desk)));
        Ok(Self { address, desk, listening })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// As `KHU_MAIL` wants it.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// From now on the step goes like this every time.
    pub fn always(&self, step: Step, behaviour: Behaviour) {
        self.desk.script().always(step, behaviour);
    }

    /// The next time, and only then, the step goes like this. Said twice, it holds for the next two times.
    pub fn once(&self, step: Step, behaviour: Behaviour) {
        self.desk.script().once(step, behaviour);
    }

    /// This recipient is refused with the code, whatever else is said about RCPT.
    pub fn refuse_recipient(&self, address: &str, code: u16) {
        self.desk.script().refuse_recipient(address, code);
    }

    /// Nobody sends without this name and password.
    pub fn demand_sign_in(&self, user: &str, password: &str) {
        self.desk.script().demand_sign_in(user, password);
    }

    /// All mails taken over so far, in their order.
    pub fn accepted(&self) -> Vec<Accepted> {
        self.desk.accepted().clone()
    }

    /// How many mails were taken over so far.
    pub fn count(&self) -> usize {
        self.desk.accepted().len()
    }

    /// How often each Message-ID was taken over.
    pub fn count_by_message_id(&self) -> HashMap<String, usize> {
        let mut counts = HashMap::new();
        for mail in self.desk.accepted().iter() {
            *counts.entry(mail.message_id.clone()).or_default() += 1;
        }
        counts
    }

    /// How many connections were made so far.
    pub fn connections(&self) -> usize {
        self.desk.connections.load(Ordering::Acquire)
    }

    /// Waits until at least so many mails are there; false if they are not within the time.
    pub async fn has_accepted(&self, mails: usize, within: Duration) -> bool {
        let enough = async {
            loop {
                let arrival = self.desk.arrival.notified();
                if self.count() >= mails {
                    return;
                }
                arrival.await;
            }
        };
        timeout(within, enough).await.is_ok()
    }
}

impl fmt::Debug for SmtpServer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SmtpServer").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

impl Desk {
    fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn accepted(&self) -> MutexGuard<'_, Vec<Accepted>> {
        self.accepted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn accept(&self, mail: Accepted) {
        self.accepted().push(mail);
        self.arrival.notify_waiters();
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            script: Mutex::default(),
            accepted: Mutex::default(),
            arrival: Notify::new(),
            connections: AtomicUsize::new(0),
        }
    }
}

/// Takes connections; they live in a set of their own, so that they end with the server.
async fn listen(listener: TcpListener, desk: Arc<Desk>) {
    let mut conversations = tokio::task::JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        desk.connections.fetch_add(1, Ordering::AcqRel);
        conversations.spawn(conversation::hold(stream, Arc::clone(&desk)));
        while conversations.try_join_next().is_some() {}
    }
}
