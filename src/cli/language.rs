//! Which language to speak: `--lang`, else the locale, else English.
//!
//! The locale is the first of LC_ALL, LC_MESSAGES and LANG that is set and not empty, as POSIX has it; `zh` in any
//! form (zh_CN.UTF-8, zh-Hans, zh_TW) gives Chinese, everything else, `C` and no locale at all included, English:
//! a machine without a locale often has no Chinese font either. The report does not follow the locale, so that the
//! same input gives the same bytes everywhere: it opens in Chinese unless `--lang` says otherwise.

use std::ffi::OsString;
use yange::lang::Lang;

/// Chooses before the arguments are parsed, so that a wrong argument is explained in the right language.
pub(crate) fn choose(arguments: &[OsString], variable: impl Fn(&str) -> Option<OsString>) -> Lang {
    asked(arguments).unwrap_or_else(|| {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(variable)
            .find(|value| !value.is_empty());
        match locale.as_deref().and_then(|l| l.to_str()) {
            Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Lang::Zh,
            _ => Lang::En,
        }
    })
}

fn asked(arguments: &[OsString]) -> Option<Lang> {
    let texts: Vec<&str> = arguments.iter().map(|a| a.to_str().unwrap_or("")).collect();
    texts.iter().enumerate().find_map(|(i, text)| {
        let value = match text.strip_prefix("--lang") {
            Some("") => texts.get(i + 1).copied()?,
            Some(rest) => rest.strip_prefix('=')?,
            None => return None,
        };
        [Lang::Zh, Lang::En].into_iter().find(|lang| lang.code() == value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(arguments: &str, environment: &[(&str, &str)], expect: Lang) {
        let arguments: Vec<OsString> = arguments.split(' ').map(OsString::from).collect();
        let variable = |name: &str| environment.iter().find(|e| e.0 == name).map(|e| OsString::from(e.1));
        assert_eq!(choose(&arguments, variable), expect, "{arguments:?} {environment:?}");
    }

    #[test]
    fn the_flag_wins_over_the_locale() {
        check("yange --lang zh trace x", &[("LANG", "en_GB.UTF-8")], Lang::Zh);
        check("yange trace x --lang=en", &[("LANG", "zh_CN.UTF-8")], Lang::En);
        check("yange trace x --lang=fr", &[("LANG", "zh_CN.UTF-8")], Lang::Zh);
        check("yange trace x --lang", &[], Lang::En);
    }

    #[test]
    fn the_locale_is_read_as_posix_has_it() {
        check("yange", &[("LANG", "zh_CN.UTF-8")], Lang::Zh);
        check("yange", &[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")], Lang::En);
        check("yange", &[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "zh_TW")], Lang::Zh);
        check("yange", &[("LC_ALL", ""), ("LANG", "zh")], Lang::Zh);
        check("yange", &[("LANG", "C")], Lang::En);
        check("yange", &[], Lang::En);
    }
}
