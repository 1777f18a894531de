//! Record: people enter, change, are disabled and come back.

use super::one_time_token::Purpose;
use super::person::{self, Role};
use super::{By, Permission, record_session, record_token};
use crate::audit::{self, Chain, Fact, seal};
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::value::email::Email;
use crate::value::id::{CustomerId, PersonId};
use crate::value::locale::Locale;
use crate::value::text::folded;
use sea_orm::{ActiveEnum, ActiveValue::Set, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use serde_json::{Value, json};
use uuid::Uuid;

/// Characters of a name at most.
const NAME: usize = 120;

/// Somebody to let in.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// What they are to the provider; with what comes with it.
    pub standing: Standing,
    /// As typed.
    pub name: String,
    /// As typed.
    pub email: String,
    /// The language of their mail.
    pub locale: Locale,
}

/// What somebody is to the provider, with what only that role has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Runs the installation.
    Admin,
    /// Works on contracts.
    Staff {
        /// Whether they enter money.
        is_accountant: bool,
    },
    /// Belongs to a company.
    Customer {
        /// Which one.
        customer_id: CustomerId,
        /// Whether they sign for it.
        is_signatory: bool,
    },
}

/// What may change of a person; `None` leaves it.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// As typed.
    pub name: Option<String>,
    /// The language of their mail.
    pub locale: Option<Locale>,
    /// Staff only.
    pub is_accountant: Option<bool>,
    /// Customers' people only.
    pub is_signatory: Option<bool>,
    /// The version the caller saw.
    pub expected_version: Option<i64>,
}

/// Enters a person and mails them an invitation. Admins let in anybody; staff let in customers' people.
///
/// Refuses a name or address that is none, an address somebody has, and a company the caller does not see.
pub async fn invite(
    write: &Write,
    by: &By,
    machine_now: crate::clock::Instant,
    new: NewPerson,
) -> Result<person::Model, Refusal> {
    let person = add(write, by, &new).await?;
    record_token::issue(write, by, machine_now, (&person, Purpose::Invitation)).await?;
    Ok(person)
}

/// Enters a person without an invitation: the first admin, whose password is set on the spot.
pub async fn add(write: &Write, by: &By, new: &NewPerson) -> Result<person::Model, Refusal> {
    by.viewer.require(new.standing.permission())?;
    let mut mistakes = Mistakes::default();
    let name = mistakes.line("name", &new.name, NAME);
    let email = mistakes.email("email", &new.email);
    if let Some(email) = &email
        && person::by_email(write.on(), email.as_str()).await?.is_some()
    {
        mistakes.note("email", EMAIL_TAKEN, email_taken());
    }
    if let Standing::Customer { customer_id, .. } = new.standing
        && crate::party::customer::find(write.on(), by.viewer, customer_id).await?.is_none()
    {
        let words = Words::new("Không có khách hàng này.", "There is no such customer.");
        mistakes.note("customerId", "UNKNOWN", words);
    }
    mistakes.finish()?;
    let person = new.standing.model(by, name, (email.as_ref().map_or("", Email::as_str), new.locale));
    let inserted = person::Entity::insert(person.clone().into_active_model()).exec_without_returning(write.on()).await;
    inserted.map_err(|error| Refusal::if_taken(error, Refusal::invalid("email", EMAIL_TAKEN, email_taken())))?;
    tell(write, by, ("person.entered", &person), (Value::Null, told(&person))).await?;
    Ok(person)
}

const EMAIL_TAKEN: &str = "EMAIL_TAKEN";

fn email_taken() -> Words {
    Words::new("Địa chỉ e-mail này đã có người dùng.", "Somebody already has this e-mail address.")
}

/// Changes a person's name, language or standing within their role.
///
/// Refuses a stale version, an accountant who is not staff, a signatory who is not a customer's.
pub async fn change(write: &Write, by: &By, id: PersonId, change: Change) -> Result<person::Model, Refusal> {
    let before = lock(write, by, id).await?;
    if change.expected_version.is_some_and(|expected| expected != before.version) {
        return Err(Refusal::stale(before.version));
    }
    let mut mistakes = Mistakes::default();
    let mut after = before.clone();
    if let Some(name) = &change.name {
        after.name = mistakes.line("name", name, NAME);
        after.name_folded = folded(&after.name);
    }
    after.locale = change.locale.unwrap_or(before.locale);
    after.is_accountant = change.is_accountant.unwrap_or(before.is_accountant);
    after.is_signatory = change.is_signatory.unwrap_or(before.is_signatory);
    if after.is_accountant && after.role != Role::Staff {
        let words = Words::new("Chỉ nhân viên mới có thể là kế toán.", "Only staff can be accountants.");
        mistakes.note("isAccountant", "NOT_STAFF", words);
    }
    if after.is_signatory && after.role != Role::Customer {
        let words =
            Words::new("Chỉ người của khách hàng mới ký thay khách hàng.", "Only a customer's person signs for it.");
        mistakes.note("isSignatory", "NOT_A_CUSTOMER", words);
    }
    mistakes.finish()?;
    if after == before {
        return Ok(before);
    }
    after.version = before.version.saturating_add(1);
    save(write, &after).await?;
    tell(write, by, ("person.changed", &after), (told(&before), told(&after))).await?;
    Ok(after)
}

/// Keeps a person out from now on: sessions end, open tokens are void. The last active admin stays.
pub async fn disable(write: &Write, by: &By, id: PersonId, reason: &str) -> Result<Done<person::Model>, Refusal> {
    // Before the person: two admins who disable each other would wait for each other otherwise.
    let admins = person::active_admins(write.on()).await?;
    let before = lock(write, by, id).await?;
    let mut mistakes = Mistakes::default();
    let reason = mistakes.line("reason", reason, 500);
    mistakes.finish()?;
    if !before.is_active() {
        return Ok(Done::AlreadyDone(before));
    }
    if before.role == Role::Admin && admins.len() <= 1 {
        let words = Words::new(
            "Đây là quản trị viên cuối cùng; hãy mời một quản trị viên khác trước.",
            "This is the last admin; invite another one first.",
        );
        return Err(Refusal::conflict("LAST_ADMIN", words));
    }
    let after =
        person::Model { disabled_at: Some(by.now), version: before.version.saturating_add(1), ..before.clone() };
    save(write, &after).await?;
    record_session::end_all(write, id).await?;
    record_token::void_all(write, id).await?;
    let fact = fact(("person.disabled", &after), (told(&before), told(&after)), Some(&reason));
    audit::record(write, &by.actor, by.now, fact).await?;
    Ok(Done::Now(after))
}

/// Lets a disabled person in again.
pub async fn enable(write: &Write, by: &By, id: PersonId) -> Result<Done<person::Model>, Refusal> {
    let before = lock(write, by, id).await?;
    if before.is_active() {
        return Ok(Done::AlreadyDone(before));
    }
    let after = person::Model { disabled_at: None, version: before.version.saturating_add(1), ..before.clone() };
    save(write, &after).await?;
    tell(write, by, ("person.enabled", &after), (told(&before), told(&after))).await?;
    Ok(Done::Now(after))
}

/// Mails a new invitation to somebody who has not set a password yet; the earlier one is void.
pub async fn invite_again(
    write: &Write,
    by: &By,
    machine_now: crate::clock::Instant,
    id: PersonId,
) -> Result<person::Model, Refusal> {
    let person = lock(write, by, id).await?;
    if person.password_hash.is_some() {
        let words = Words::new("Người này đã có mật khẩu.", "This person has set a password already.");
        return Err(Refusal::conflict("ALREADY_INVITED", words));
    }
    if !person.is_active() {
        let words = Words::new("Tài khoản này đang bị khóa.", "This account is disabled.");
        return Err(Refusal::conflict("DISABLED", words));
    }
    record_token::issue(write, by, machine_now, (&person, Purpose::Invitation)).await?;
    Ok(person)
}

/// Sets the password of a person who has proved to be it; the sessions they had end.
pub async fn set_password(write: &Write, by: &By, id: PersonId, password_hash: &str) -> Result<(), Refusal> {
    let before = person::Entity::find_by_id(id).lock_exclusive().one(write.on()).await?;
    let before = before.ok_or(Refusal::NotFound("person"))?;
    let after = person::Model {
        password_hash: Some(password_hash.to_owned()),
        version: before.version.saturating_add(1),
        ..before
    };
    save(write, &after).await?;
    record_session::end_all(write, id).await?;
    record_token::void_all(write, id).await?;
    tell(write, by, ("person.password_set", &after), (Value::Null, Value::Null)).await?;
    Ok(())
}

/// The person, locked, if the caller may change them: admins anybody, staff customers' people.
async fn lock(write: &Write, by: &By, id: PersonId) -> Result<person::Model, Refusal> {
    let found =
        person::Entity::find_by_id(id).filter(person::visible_to(by.viewer)).lock_exclusive().one(write.on()).await?;
    let person = found.ok_or(Refusal::NotFound("person"))?;
    by.viewer.require(permission_for(person.role))?;
    Ok(person)
}

fn permission_for(role: Role) -> Permission {
    match role {
        Role::Admin | Role::Staff => Permission::Administer,
        Role::Customer => Permission::KeepParties,
    }
}

impl Standing {
    fn role(self) -> Role {
        match self {
            Self::Admin => Role::Admin,
            Self::Staff { .. } => Role::Staff,
            Self::Customer { .. } => Role::Customer,
        }
    }

    fn permission(self) -> Permission {
        permission_for(self.role())
    }

    fn model(self, by: &By, name: String, contact: (&str, Locale)) -> person::Model {
        let (is_accountant, is_signatory, customer_id) = match self {
            Self::Admin => (false, false, None),
            Self::Staff { is_accountant } => (is_accountant, false, None),
            Self::Customer { customer_id, is_signatory } => (false, is_signatory, Some(customer_id)),
        };
        let (email, locale) = contact;
        person::Model {
            id: PersonId::new(),
            role: self.role(),
            is_accountant,
            is_signatory,
            customer_id,
            name_folded: folded(&name),
            name,
            email: email.to_owned(),
            locale,
            password_hash: None,
            disabled_at: None,
            audit_salt: fresh_salt(),
            version: 1,
            created_at: by.now,
        }
    }
}

/// Random bits of two fresh ids; what makes a sealed value unguessable once it is gone.
fn fresh_salt() -> String {
    format!("{}{}", PersonId::new().0.simple(), PersonId::new().0.simple())
}

async fn save(write: &Write, after: &person::Model) -> Result<(), Refusal> {
    let row = person::ActiveModel {
        id: Set(after.id),
        name: Set(after.name.clone()),
        name_folded: Set(after.name_folded.clone()),
        locale: Set(after.locale),
        is_accountant: Set(after.is_accountant),
        is_signatory: Set(after.is_signatory),
        password_hash: Set(after.password_hash.clone()),
        disabled_at: Set(after.disabled_at),
        version: Set(after.version),
        ..Default::default()
    };
    person::Entity::update(row).exec(write.on()).await?;
    Ok(())
}

/// The person as the trail may know them: sealed.
fn told(person: &person::Model) -> Value {
    json!({
        "role": person.role.to_value(),
        "isAccountant": person.is_accountant,
        "isSignatory": person.is_signatory,
        "customerId": person.customer_id,
        "name": seal(&person.audit_salt, &person.name),
        "email": seal(&person.audit_salt, &person.email),
        "locale": person.locale,
        "isDisabled": person.disabled_at.is_some(),
    })
}

fn fact<'a>(what: (&'static str, &person::Model), change: (Value, Value), reason: Option<&'a str>) -> Fact<'a> {
    let (action, person) = what;
    let (before, after) = change;
    let id: Uuid = person.id.0;
    Fact { chain: Chain::Installation, action, subject: ("person", id), before, after, reason }
}

async fn tell(
    write: &Write,
    by: &By,
    what: (&'static str, &person::Model),
    change: (Value, Value),
) -> Result<(), Refusal> {
    audit::record(write, &by.actor, by.now, fact(what, change, None)).await?;
    Ok(())
}
