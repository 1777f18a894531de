use std::iter;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};

use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::{Error, response::Response};
use secrecy::ExposeSecret as _;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::super::answer::{HandOver, Step};
use super::super::settings::{Privacy, ServerSettings};
use super::failure::{Cause, Unsent, is_complete, step, words};
use super::limits::{Budget, SmtpLimits};
use super::parcel::Parcel;

/// One connection to the mail server, signed in and ready for MAIL.
pub(super) struct Conversation {
    connection: AsyncSmtpConnection,
}

impl Conversation {
    /// Connects, greets, encrypts and signs in, each under its limit.
    pub(super) async fn open(
        server: &ServerSettings,
        tls: &TlsParameters,
        budget: &Budget<'_>,
    ) -> Result<Self, Unsent> {
        let connection = match server.privacy {
            Privacy::Implicit => connect_encrypted(server, tls, budget).await?,
            Privacy::Loopback | Privacy::WhenOffered | Privacy::Demanded => connect(server, budget).await?,
        };
        let mut conversation = Self { connection };
        conversation.encrypt(server, tls, budget).await?;
        conversation.sign_in(server, budget).await?;
        Ok(conversation)
    }

    async fn encrypt(
        &mut self,
        server: &ServerSettings,
        tls: &TlsParameters,
        budget: &Budget<'_>,
    ) -> Result<(), Unsent> {
        let wanted = match server.privacy {
            Privacy::Loopback | Privacy::Implicit => false,
            Privacy::WhenOffered => self.connection.can_starttls(),
            Privacy::Demanded => true,
        };
        if !wanted {
            return Ok(());
        }
        let hello = ClientId::default();
        let talk = self.connection.starttls(tls.clone(), &hello);
        step(Step::Encryption, budget.at_most(budget.limits.command), talk).await
    }

    async fn sign_in(&mut self, server: &ServerSettings, budget: &Budget<'_>) -> Result<(), Unsent> {
        let Some(sign_in) = &server.sign_in else { return Ok(()) };
        let credentials = Credentials::new(sign_in.user.clone(), sign_in.password.expose_secret().to_owned());
        let talk = self.connection.auth(DEFAULT_MECHANISMS, &credentials);
        let answer = step(Step::SignIn, budget.at_most(budget.limits.command), talk).await?;
        expect_complete(Step::SignIn, &answer)
    }

    /// MAIL FROM: the first word about a letter, and on a kept connection the test whether it still lives.
    pub(super) async fn name_sender(&mut self, parcel: &Parcel, budget: &Budget<'_>) -> Result<(), Unsent> {
        let mut parameters = Vec::new();
        if parcel.is_international() {
            self.demand(Extension::SmtpUtfEight, "the mail server takes no addresses beyond ASCII (SMTPUTF8)")?;
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if !parcel.bytes.is_ascii() {
            self.demand(Extension::EightBitMime, "the mail server takes no text beyond ASCII (8BITMIME)")?;
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let talk = self.connection.command(Mail::new(parcel.from.clone(), parameters));
        let answer = step(Step::Sender, budget.at_most(budget.limits.command), talk).await?;
        expect_complete(Step::Sender, &answer)
    }

    fn demand(&self, extension: Extension, missing: &'static str) -> Result<(), Unsent> {
        let offered = self.connection.server_info().supports_feature(extension);
        if offered { Ok(()) } else { Err(Unsent { step: Step::Letter, cause: Cause::Impossible(missing) }) }
    }

    /// RCPT TO for the recipient and the copies. Refusing the recipient ends it; a refused copy goes without, and
    /// is among the answers.
    pub(super) async fn name_recipients(
        &mut self,
        parcel: &Parcel,
        budget: &Budget<'_>,
    ) -> Result<Vec<String>, Unsent> {
        let limit = budget.at_most(budget.limits.command);
        let everybody = async {
            self.name_recipient(&parcel.to).await?;
            let mut refused = Vec::new();
            for copy in &parcel.copies {
                match self.name_recipient(copy).await {
                    Ok(()) => {}
                    Err(Unsent { cause: Cause::Refused { code, words }, .. }) => {
                        refused.push(format!("copy to {copy} refused: {code} {words}"));
                    }
                    Err(unsent) => return Err(unsent),
                }
            }
            Ok(refused)
        };
        let late = |_| Unsent { step: Step::Recipient, cause: Cause::TimedOut(limit) };
        timeout(limit, everybody).await.map_err(late)?
    }

    async fn name_recipient(&mut self, address: &lettre::Address) -> Result<(), Unsent> {
        let refused = |fault: Error| Unsent { step: Step::Recipient, cause: fault.into() };
        let answer = self.connection.command(Rcpt::new(address.clone(), vec![])).await.map_err(refused)?;
        expect_complete(Step::Recipient, &answer)
    }

    /// DATA, answered by 354 and by nothing else: any other answer belongs to an earlier question.
    pub(super) async fn announce_content(&mut self, budget: &Budget<'_>) -> Result<(), Unsent> {
        const GO_AHEAD: u16 = 354;
        let answer = step(Step::Data, budget.at_most(budget.limits.command), self.connection.command(Data)).await?;
        if answer.has_code(GO_AHEAD) { Ok(()) } else { Err(out_of_turn(Step::Data, &answer)) }
    }

    /// The letter's lines, the final dot, and the answer to it, which alone decides.
    ///
    /// lettre asks for the next part of the content only when the part before is written and flushed, and writes the
    /// dot only when there is no next part. So the moment at which it is told "no more" divides what is certain from
    /// what is not: before, the terminating dot was not written; after, it may have been.
    pub(super) async fn send_content(&mut self, parcel: &Parcel, budget: &Budget<'_>) -> HandOver {
        let dot_may_be_out = AtomicBool::new(false);
        let no_more = iter::from_fn(|| {
            dot_may_be_out.store(true, Ordering::Release);
            None
        });
        let parts = iter::once(parcel.bytes.as_slice()).chain(no_more);
        let mut talk = pin!(self.connection.message_iter(parts));
        let limit = budget.at_most(budget.limits.command);
        let mut answer = timeout(limit, talk.as_mut()).await;
        if answer.is_err() && dot_may_be_out.load(Ordering::Acquire) {
            answer = timeout(budget.limits.answer, talk).await;
        }
        match (answer, dot_may_be_out.load(Ordering::Acquire)) {
            (Ok(Ok(answer)), _) if is_complete(&answer) => HandOver::HandedOver { answer: words(&answer) },
            (Ok(Ok(answer)), _) => in_doubt(&format!("it answered {}, which is no answer to it", words(&answer))),
            (Ok(Err(fault)), dot) => match (Cause::from(fault), dot) {
                (Cause::Broken(words), true) => in_doubt(&format!("the connection broke: {words}")),
                (cause, _) => Unsent { step: Step::Content, cause }.into(),
            },
            (Err(_), true) => in_doubt(&format!("no answer came within {:?}", budget.limits.answer)),
            (Err(_), false) => Unsent { step: Step::Content, cause: Cause::TimedOut(limit) }.into(),
        }
    }

    /// Takes leave; whether the server answers is of no consequence.
    pub(super) async fn quit(mut self, limits: &SmtpLimits) {
        let _answer_or_silence = timeout(limits.quit, self.connection.quit()).await;
    }
}

/// Connects in the clear; small writes go out at once.
async fn connect(server: &ServerSettings, budget: &Budget<'_>) -> Result<AsyncSmtpConnection, Unsent> {
    let limit = budget.at_most(budget.limits.connect);
    let unreachable = |cause| Unsent { step: Step::Connect, cause };
    let stream = timeout(limit, TcpStream::connect((server.host.as_str(), server.port)))
        .await
        .map_err(|_| unreachable(Cause::TimedOut(limit)))?
        .and_then(|stream| stream.set_nodelay(true).map(|()| stream))
        .map_err(|fault| unreachable(Cause::Broken(fault.to_string())))?;
    let hello = ClientId::default();
    let talk = AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello);
    step(Step::Greeting, budget.at_most(budget.limits.command), talk).await
}

/// Connects with TLS from the first byte on; lettre does connection, handshake and greeting in one step.
async fn connect_encrypted(
    server: &ServerSettings,
    tls: &TlsParameters,
    budget: &Budget<'_>,
) -> Result<AsyncSmtpConnection, Unsent> {
    let address = (server.host.as_str(), server.port);
    let (connect, hello) = (Some(budget.limits.connect), ClientId::default());
    let talk = AsyncSmtpConnection::connect_tokio1(address, connect, &hello, Some(tls.clone()), None);
    step(Step::Connect, budget.at_most(budget.limits.connect + budget.limits.command), talk).await
}

fn expect_complete(step: Step, answer: &Response) -> Result<(), Unsent> {
    if is_complete(answer) { Ok(()) } else { Err(out_of_turn(step, answer)) }
}

fn out_of_turn(step: Step, answer: &Response) -> Unsent {
    Unsent { step, cause: Cause::Broken(format!("{} is no answer to it", words(answer))) }
}

fn in_doubt(what: &str) -> HandOver {
    HandOver::InDoubt { reason: format!("the mail server had got the whole mail, but {what}") }
}
