//! Signing in: throttled per account and per address, and equally slow for known and unknown accounts.

use entity::access::{Actor, By, password, person, record_session, throttle, throttling};
use entity::database::Write;
use entity::refusal::{Refusal, Words};
use entity::value::email::Email;
use secrecy::SecretString;

use super::{is_right, tokens};
use crate::desk::Desk;
use crate::error::ApiError;

/// Exchanges an address and a password for a token and the person it stands for.
///
/// UNAUTHENTICATED in the same words for an unknown address, a wrong password, a disabled person and one who has not
/// set a password; RATE_LIMITED after too many failures; INVALID for a password longer than any may be.
pub async fn sign_in(desk: &Desk, email: &str, password: &str) -> Result<(SecretString, person::Model), ApiError> {
    if password.len() > password::MOST_BYTES {
        return Err(Refusal::Invalid(vec![password::too_long("password")]).into());
    }
    let email = Email::parse(email).map_err(|_| refused())?;
    let keys = Keys::of(desk, email.as_str());
    keys.take(desk).await?;
    let found = person::by_email(desk.read(), email.as_str()).await?;
    let phc = found.as_ref().filter(|person| person.is_active()).and_then(|person| person.password_hash.clone());
    let is_right = is_right(password.to_owned(), phc).await?;
    let Some(person) = found.filter(|_| is_right) else { return Err(refused()) };
    let token = tokens::fresh()?;
    let by = By {
        viewer: person.viewer(),
        actor: Actor::person(person.id, desk.by.actor.request_id().map(str::to_owned)),
        now: desk.by.now,
    };
    let whose = (person.id, tokens::hash_of(&token));
    let is_still_right = desk.write(async |write| {
        // Hashing took a while: the password may have been changed meanwhile, or the person disabled.
        let now = person::find(write.on(), entity::access::Viewer::System, person.id).await?;
        if !now.is_some_and(|now| now.is_active() && now.password_hash == person.password_hash) {
            return Ok(false);
        }
        keys.forgive_in(write).await?;
        record_session::begin(write, &by, desk.machine_now, whose).await?;
        Ok(true)
    });
    if is_still_right.await? { Ok((token, person)) } else { Err(refused()) }
}

fn refused() -> ApiError {
    ApiError::Unauthenticated(Words::new(
        "E-mail hoặc mật khẩu không đúng.",
        "The e-mail address or the password is wrong.",
    ))
}

/// Under which keys failures are counted.
pub struct Keys {
    account: String,
    address: String,
}

impl Keys {
    /// The keys of one account tried from one address.
    pub fn of(desk: &Desk, account: &str) -> Self {
        let key = &desk.office.key;
        Self {
            account: key.throttle_key("account", account),
            address: key.throttle_key("address", &desk.address.to_string()),
        }
    }

    /// Takes one attempt from both, or refuses while one of the two has to wait. Counted as failed until forgiven.
    pub async fn take(&self, desk: &Desk) -> Result<(), ApiError> {
        let now = desk.machine_now;
        let wait = desk.write(async |write| {
            let account = throttle::take(write, &self.account, throttling::PER_ACCOUNT, now).await?;
            let address = throttle::take(write, &self.address, throttling::PER_ADDRESS, now).await?;
            Ok(account.max(address))
        });
        match wait.await? {
            Some(wait) => Err(ApiError::RateLimited {
                retry_after_seconds: u64::try_from(wait.num_seconds().saturating_add(1)).unwrap_or(1),
            }),
            None => Ok(()),
        }
    }

    /// The attempt was right: the account's failures are forgotten, the address gets its attempt back.
    pub async fn forgive_in(&self, write: &Write) -> Result<(), Refusal> {
        throttle::clear(write, &self.account).await?;
        throttle::give_back(write, &self.address).await?;
        Ok(())
    }
}
