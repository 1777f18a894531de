use std::future::pending;
use std::io;
use std::sync::Arc;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::time::sleep;

use super::script::{Behaviour, Step};
use super::{Accepted, Desk};

/// One client's conversation, until it leaves, the connection breaks or the script hangs up.
pub(super) async fn hold(stream: TcpStream, desk: Arc<Desk>) {
    let mut conversation =
        Conversation { stream: BufReader::new(stream), desk, signed_in: false, from: String::new(), to: Vec::new() };
    // A client that goes away in mid-sentence is part of what is tested.
    let _end = conversation.run().await;
}

struct Conversation {
    stream: BufReader<TcpStream>,
    desk: Arc<Desk>,
    signed_in: bool,
    from: String,
    to: Vec<String>,
}

/// Why a conversation ends: the client left, or the script wants it so.
struct End;

impl From<io::Error> for End {
    fn from(_: io::Error) -> Self {
        Self
    }
}

impl Conversation {
    async fn run(&mut self) -> Result<(), End> {
        self.stream.get_ref().set_nodelay(true)?;
        self.answer(Step::Connect, "220 mail.khu.example ESMTP").await?;
        loop {
            let line = self.read_command().await?;
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            match verb.as_str() {
                "EHLO" => self.hello().await?,
                "AUTH" => self.sign_in(&line).await?,
                "MAIL" => self.sender(&line).await?,
                "RCPT" => self.recipient(&line).await?,
                "DATA" => self.data().await?,
                "RSET" | "NOOP" => self.say("250 2.0.0 Ok").await?,
                "QUIT" => {
                    self.answer(Step::Quit, "221 2.0.0 Bye").await?;
                    return Err(End);
                }
                _ => self.say("502 5.5.1 What?").await?,
            }
        }
    }

    async fn hello(&mut self) -> Result<(), End> {
        let offers = if self.desk.script().demands_sign_in() { "250-AUTH PLAIN\r\n" } else { "" };
        self.answer(Step::Ehlo, &format!("250-mail.khu.example\r\n{offers}250-8BITMIME\r\n250 SMTPUTF8")).await?;
        Ok(())
    }

    async fn sign_in(&mut self, line: &str) -> Result<(), End> {
        let token = line.rsplit(' ').next().unwrap_or_default();
        if !self.desk.script().lets_in(token) {
            return self.say("535 5.7.8 Error: authentication failed").await;
        }
        self.signed_in = self.answer(Step::Auth, "235 2.7.0 Authentication successful").await?;
        Ok(())
    }

    async fn sender(&mut self, line: &str) -> Result<(), End> {
        if self.desk.script().demands_sign_in() && !self.signed_in {
            return self.say("530 5.7.0 Authentication required").await;
        }
        if self.answer(Step::Mail, "250 2.1.0 Ok").await? {
            self.from = address(line);
            self.to.clear();
        }
        Ok(())
    }

    async fn recipient(&mut self, line: &str) -> Result<(), End> {
        let address = address(line);
        let refusal = self.desk.script().refusal_of(&address);
        if let Some(code) = refusal {
            return self.say(&format!("{code} 5.1.1 <{address}>: refused")).await;
        }
        if self.answer(Step::Rcpt, "250 2.1.5 Ok").await? {
            self.to.push(address);
        }
        Ok(())
    }

    async fn data(&mut self) -> Result<(), End> {
        if self.to.is_empty() {
            return self.say("503 5.5.1 Error: need RCPT command").await;
        }
        if !self.answer(Step::Data, "354 End data with <CR><LF>.<CR><LF>").await? {
            return Ok(());
        }
        let content = self.desk.script().next(Step::Content);
        self.wait(content).await?;
        let data = self.read_data().await?;
        let behaviour = self.desk.script().next(Step::FinalDot);
        if let Behaviour::Refuse(code) = behaviour {
            return self.say(&format!("{code} Refused at FinalDot")).await;
        }
        let message_id = message_id(&data);
        let to = std::mem::take(&mut self.to);
        self.desk.accept(Accepted { from: self.from.clone(), to, message_id, data });
        self.wait(behaviour).await?;
        self.say(&format!("250 2.0.0 Ok: queued as {}", self.desk.accepted().len())).await
    }

    /// Answers a step as the script wants it; true if it was accepted.
    async fn answer(&mut self, step: Step, words: &str) -> Result<bool, End> {
        let behaviour = self.desk.script().next(step);
        self.wait(behaviour).await?;
        if let Behaviour::Refuse(code) = behaviour {
            self.say(&format!("{code} Refused at {step:?}")).await?;
            return Ok(false);
        }
        self.say(words).await?;
        Ok(true)
    }

    /// Lets pass what goes on; ends or never returns otherwise.
    async fn wait(&self, behaviour: Behaviour) -> Result<(), End> {
        match behaviour {
            Behaviour::Accept | Behaviour::Refuse(_) => Ok(()),
            Behaviour::Stall => pending().await,
            Behaviour::HangUp => Err(End),
            Behaviour::AcceptAfter(time) => {
                sleep(time).await;
                Ok(())
            }
        }
    }

    async fn say(&mut self, words: &str) -> Result<(), End> {
        self.stream.write_all(format!("{words}\r\n").as_bytes()).await?;
        Ok(())
    }

    async fn read_command(&mut self) -> Result<String, End> {
        let mut line = String::new();
        if self.stream.read_line(&mut line).await? == 0 { Err(End) } else { Ok(line.trim_end().to_owned()) }
    }

    /// The lines up to the final dot; a client that stops before it has sent nothing.
    async fn read_data(&mut self) -> Result<Vec<u8>, End> {
        let mut data = Vec::new();
        let mut line = Vec::new();
        loop {
            line.clear();
            if self.stream.read_until(b'\n', &mut line).await? == 0 {
                return Err(End);
            }
            if line == b".\r\n" {
                return Ok(data);
            }
            data.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
    }
}

/// What stands between `<` and `>`.
fn address(line: &str) -> String {
    let after = line.split_once('<').map_or("", |(_, after)| after);
    after.split_once('>').map_or("", |(address, _)| address).to_owned()
}

fn message_id(data: &[u8]) -> String {
    let header = String::from_utf8_lossy(data);
    let line = header
        .lines()
        .take_while(|line| !line.is_empty())
        .find(|line| line.to_ascii_lowercase().starts_with("message-id:"));
    line.map(address).unwrap_or_default()
}
