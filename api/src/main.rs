//! `api serve | install | schema`.

use std::process::ExitCode;

use api::install::{NewInstallation, install};
use api::settings::{Settings, key};
use chrono::TimeDelta;
use clap::{Args, Parser, Subcommand};
use entity::database::{Database, Opening};
use entity::installation::provider::Profile;
use entity::value::locale::Locale;
use process::{SettingsRefused, database_url, environment, read_env_file, told_to_stop};
use secrecy::ExposeSecret;
use tracing_subscriber::EnvFilter;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Khu over GraphQL. Settings are environment variables; see .env.example.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Answers requests until it is told to stop (the default).
    Serve,
    /// Makes the installation of a migrated database: its provider and its first admin.
    Install(Box<Installing>),
    /// Prints the GraphQL schema.
    Schema,
}

#[derive(Args)]
struct Installing {
    /// Makes a sandbox: its clock can be moved forward, and it only mails to this machine. Fixed for good.
    #[arg(long)]
    sandbox: bool,
    /// The provider's registered name.
    #[arg(long)]
    provider: String,
    /// The provider's tax code.
    #[arg(long)]
    tax_code: String,
    /// The provider's registered address.
    #[arg(long)]
    address: String,
    /// What customers reply to.
    #[arg(long)]
    email: String,
    /// The provider's telephone number.
    #[arg(long)]
    phone: String,
    /// The bank that customers pay to.
    #[arg(long)]
    bank_name: String,
    /// The bank's six-digit BIN, for VietQR.
    #[arg(long)]
    bank_bin: String,
    /// The account that customers pay to.
    #[arg(long)]
    bank_account: String,
    /// The account's holder, as the bank writes it.
    #[arg(long)]
    bank_holder: String,
    /// Who signs for the provider.
    #[arg(long)]
    signatory_name: String,
    /// The signatory's title.
    #[arg(long)]
    signatory_title: String,
    /// The first admin's name.
    #[arg(long)]
    admin_name: String,
    /// The first admin's e-mail address.
    #[arg(long)]
    admin_email: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    if let Err(refused) = read_env_file() {
        complain(&refused.to_string());
        return ExitCode::from(2);
    }
    let logs = environment("RUST_LOG").unwrap_or_else(|| "info".to_owned());
    tracing_subscriber::fmt().json().with_env_filter(EnvFilter::new(logs)).with_writer(std::io::stderr).init();
    match run(Arguments::parse().command.unwrap_or(Command::Serve)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            complain(&reason);
            ExitCode::from(2)
        }
    }
}

async fn run(command: Command) -> Result<(), String> {
    match command {
        Command::Serve => {
            let settings = Settings::from_environment().map_err(|wrong| wrong.to_string())?;
            api::serve::serve(settings, told_to_stop()).await.map_err(|error| error.to_string())
        }
        Command::Install(installing) => make(*installing).await,
        Command::Schema => {
            say(&api::schema::text());
            Ok(())
        }
    }
}

/// The admin's password comes from `KHU_ADMIN_PASSWORD`: an argument would show in the list of processes.
async fn make(installing: Installing) -> Result<(), String> {
    let mut wrong = Vec::new();
    let (url, key) = (database_url(&environment, &mut wrong), key(&environment, &mut wrong));
    let password = environment("KHU_ADMIN_PASSWORD");
    if password.is_none() {
        wrong.push("KHU_ADMIN_PASSWORD is missing: the first admin's password".to_owned());
    }
    let (Some(url), Some(key), Some(password)) = (url, key, password) else {
        return Err(SettingsRefused(wrong).to_string());
    };
    let database = Database::open(Opening::of(url.expose_secret())).await.map_err(|error| error.to_string())?;
    let name = installing.provider.clone();
    let made = install(&database, &key, (installing.into(), password)).await;
    made.map_err(|refused| refused.message(Locale::En))?;
    say(&format!("The installation of {name} is made. Start `api serve` and `worker`."));
    Ok(())
}

impl From<Installing> for NewInstallation {
    fn from(asked: Installing) -> Self {
        Self {
            is_sandbox: asked.sandbox,
            clock_offset: TimeDelta::zero(),
            provider: Profile {
                name: asked.provider,
                tax_code: asked.tax_code,
                address: asked.address,
                email: asked.email,
                phone: asked.phone,
                bank_name: asked.bank_name,
                bank_bin: asked.bank_bin,
                bank_account: asked.bank_account,
                bank_holder: asked.bank_holder,
                signatory_name: asked.signatory_name,
                signatory_title: asked.signatory_title,
            },
            admin: (asked.admin_name, asked.admin_email, Locale::Vi),
        }
    }
}

#[expect(clippy::print_stdout, reason = "a command's answer goes to its caller's terminal")]
fn say(text: &str) {
    println!("{text}");
}

#[expect(clippy::print_stderr, reason = "whoever started the process reads this, not the log")]
fn complain(reason: &str) {
    eprintln!("khu api: {reason}");
}
