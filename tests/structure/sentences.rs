//! English stands in `export/wording`, and errors say their own. Nowhere else do string literals hold three or more words.

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

use crate::reading::{Crate, is_test};

/// Files whose sentences all become the text of an error.
const ERRORS: [&str; 3] =
    ["forecast/negative_binomial/regression.rs", "routing/model/validate.rs", "trial/design_check.rs"];

/// Gathers the sentences of a file, leaving out tests, attributes and what is handed to an error.
#[derive(Default)]
struct Sentences(Vec<String>);

impl Sentences {
    fn literal(&mut self, text: &str) {
        let plain = without_placeholders(text);
        let words =
            plain.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
        if words.count() >= 3 {
            self.0.push(text.to_owned());
        }
    }

    /// Looks into the tokens of a macro. An attribute is a `#` with brackets after it, and says nothing to people.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut after_hash = false;
        for token in tokens {
            let is_attribute = std::mem::replace(
                &mut after_hash,
                matches!(&token, TokenTree::Punct(it) if it.as_char() == '#'),
            );
            match token {
                TokenTree::Group(_) if is_attribute => {}
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                        self.literal(&text.value());
                    }
                }
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Sentences {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !is_error(&item.sig.output) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let makes_an_error = matches!(&*call.func, syn::Expr::Path(it) if names_an_error(&it.path));
        if !makes_an_error {
            visit::visit_expr_call(self, call);
        }
    }

    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        self.literal(&literal.value());
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.tokens(item.tokens.clone());
    }
}

/// Takes out `{name:>5}` and the like: the name of a value is no word.
fn without_placeholders(text: &str) -> String {
    let mut depth = 0_u32;
    let mut plain = String::new();
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain
}

/// Tells whether a path is `Error::new` or the like.
fn names_an_error(path: &syn::Path) -> bool {
    path.segments.iter().any(|segment| segment.ident.to_string().ends_with("Error"))
}

/// Tells whether a function gives nothing but an error.
fn is_error(output: &syn::ReturnType) -> bool {
    matches!(output, syn::ReturnType::Type(_, kind) if matches!(&**kind, syn::Type::Path(it) if names_an_error(&it.path)))
}

/// Tells whether a whole file is there for tests.
fn is_for_tests(name: &str) -> bool {
    name.ends_with("tests.rs") || name.contains("tiny_tests/") || name == "routing/trial.rs"
}

#[test]
fn sentences_stand_in_the_room_for_wording() {
    let mut found = Vec::new();
    for file in Crate::read().files {
        let name = file.name.as_str();
        let may_have = name.starts_with("export/wording/") || ERRORS.contains(&name);
        if may_have || is_for_tests(name) {
            continue;
        }
        let mut sentences = Sentences::default();
        sentences.visit_file(&file.syntax);
        found.extend(sentences.0.into_iter().map(|text| format!("{}: {text:?}", file.name)));
    }
    assert!(found.is_empty(), "sentences outside export/wording:\n{}", found.join("\n"));
}

#[test]
fn a_sentence_is_found() {
    let text =
        r#"fn a() { b(format!("seen {} days ago", 3)); Error::new("this is an error"); c("two words"); }"#;
    let mut sentences = Sentences::default();
    sentences.visit_file(&syn::parse_file(text).unwrap());
    assert_eq!(sentences.0, ["seen {} days ago"]);
}
