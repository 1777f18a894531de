//! The client's own address, when proxies stand in between.

use std::{net::IpAddr, str::FromStr};

use axum::http::{HeaderMap, HeaderName};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The proxies whose word about the client's address is believed (`KHU_TRUSTED_PROXIES`); none by default.
///
/// Written as addresses and networks with commas between: `10.0.0.0/8, ::1`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<Network>);

/// A word in the list that is neither an address nor a network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is neither an address nor a network such as 10.0.0.0/8")]
pub struct NotANetwork(String);

impl FromStr for TrustedProxies {
    type Err = NotANetwork;

    fn from_str(list: &str) -> Result<Self, NotANetwork> {
        list.split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .map(Network::parse)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl TrustedProxies {
    fn contain(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }
}

/// The right-most address in `X-Forwarded-For` that no trusted proxy has; the socket's own if that is not a trusted proxy.
///
/// What stands left of it was written by the client and proves nothing.
pub fn address(socket: IpAddr, headers: &HeaderMap, trusted: &TrustedProxies) -> IpAddr {
    let mut nearest = socket.to_canonical();
    let told: Vec<&str> = headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok()).collect();
    for word in told.join(",").rsplit(',') {
        if !trusted.contain(nearest) {
            break;
        }
        let Ok(further) = word.trim().parse::<IpAddr>() else { break };
        nearest = further.to_canonical();
    }
    nearest
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Network {
    address: IpAddr,
    prefix: u32,
}

impl Network {
    fn parse(word: &str) -> Result<Self, NotANetwork> {
        let wrong = || NotANetwork(word.to_owned());
        let (address, prefix) = word.split_once('/').map_or((word, None), |(address, prefix)| (address, Some(prefix)));
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let widest = width(address);
        let prefix = prefix.map_or(Ok(widest), |it| it.parse().map_err(|_| wrong()))?;
        if prefix > widest { Err(wrong()) } else { Ok(Self { address, prefix }) }
    }

    fn contains(&self, other: IpAddr) -> bool {
        let ignored = width(self.address) - self.prefix;
        width(self.address) == width(other)
            && bits(self.address).checked_shr(ignored).unwrap_or(0) == bits(other).checked_shr(ignored).unwrap_or(0)
    }
}

fn width(address: IpAddr) -> u32 {
    if address.is_ipv4() { 32 } else { 128 }
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(it) => u128::from(it.to_bits()),
        IpAddr::V6(it) => it.to_bits(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(socket: &str, forwarded: &str, trusted: &str) -> String {
        let headers = HeaderMap::from_iter([(FORWARDED_FOR, forwarded.parse().unwrap())]);
        address(socket.parse().unwrap(), &headers, &trusted.parse().unwrap()).to_string()
    }

    #[test]
    fn the_right_most_untrusted_address_counts() {
        // socket, X-Forwarded-For, trusted, seen
        let cases = [
            ("203.0.113.9", "1.2.3.4", "", "203.0.113.9"),
            ("10.0.0.1", "1.2.3.4", "10.0.0.0/8", "1.2.3.4"),
            ("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", "10.0.0.0/8", "1.2.3.4"),
            ("10.0.0.1", "6.6.6.6, nonsense", "10.0.0.0/8", "10.0.0.1"),
            ("10.0.0.1", "", "10.0.0.0/8", "10.0.0.1"),
            ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.0/8", "10.0.0.3"),
            ("::ffff:10.0.0.1", "2001:db8::7", "10.0.0.1", "2001:db8::7"),
            ("::1", "1.2.3.4", "10.0.0.0/8, ::1", "1.2.3.4"),
            ("2001:db8:5::1", "1.2.3.4", "2001:db8::/32", "1.2.3.4"),
            ("192.0.2.1", "1.2.3.4", "0.0.0.0/0", "1.2.3.4"),
        ];
        for (socket, forwarded, trusted, expected) in cases {
            assert_eq!(seen(socket, forwarded, trusted), expected, "{socket} {forwarded} {trusted}");
        }
    }

    #[test]
    fn a_wrong_list_names_the_wrong_word() {
        for word in ["ten", "10.0.0.0/33", "10.0.0.0/x", "::1/129"] {
            let refused = format!("127.0.0.1, {word}").parse::<TrustedProxies>().unwrap_err();
            assert_eq!(refused, NotANetwork(word.into()));
        }
    }
}
