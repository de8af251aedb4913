using System.Buffers;
using System.Text.RegularExpressions;

namespace Ao.Secrets;

/// <summary>Finds what looks like a secret: keys and tokens by their shape, and what is called a password, a token or a key.</summary>
/// <remarks>The expressions are matched in time that grows with the text alone, whatever the text is.</remarks>
internal static class SecretPatterns
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
    private const string Value = "value";
    private const string KeyBegin = "-----BEGIN ";
    private const string KeyEnd = "-----END ";
    private const int MaxKey = 64 * 1024;

    private static readonly Shape[] s_shapes =
    [
        // Tokens that begin with letters of their issuer.
        new("_", @"\b(?:gh[a-z]|npm|hf|dop_v1|sk_live|sk_test|rk_live|pk_live|[a-z]{3,12}_pat|v1\.0)_[A-Za-z0-9_]{20,}", NeedsDigit: true),
        new("-", @"\b(?:gl[a-z]{2,8}|sk|xox[a-z]|xapp|pypi|key|pat)-[A-Za-z0-9_-]{16,}", NeedsDigit: true),
        new("AIza", @"\bAIza[A-Za-z0-9_-]{30,}"),
        new("ya29.", @"\bya29\.[A-Za-z0-9_-]{20,}"),
        new("SG.", @"\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}"),
        new("hooks.", @"https://hooks\.[a-z.]+/[A-Za-z0-9/_-]{20,}"),
        new("AKIA|ASIA|ABIA|ACCA|AROA|AIDA", @"\b(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z0-9]{16}\b"),
        new("eyJ", @"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?"),

        // Credentials by where they stand.
        new("://", @"[a-z][a-z0-9+.-]*://[^\s/:@""'<>]*:(?<value>[^\s/@""'<>]+)@"),
        new("bearer", @"(?i)\bbearer\s+(?<value>[A-Za-z0-9+/=._~-]{8,})"),
        new("authorization", @"(?i)\bauthorization\\?[""']?\s*[:=]\s*\\?[""']?(?:basic|token|digest)\s+(?<value>[^\s""'\\,]{4,})"),
        new("cookie", @"(?i)\b(?:set-)?cookie\\?[""']?\s*[:=]\s*\\?[""']?(?<value>[^\r\n""'\\]{8,})"),
        new("pass", @"(?i)(?:password|passwd|passphrase|pass_?word)\\?[""']?\s*[:=]\s*(?:\\?""(?<value>[^""\\]+)|\\?'(?<value>[^'\\]+)|(?<value>[^\s""'\\,;&<>]+))"),
        new("pwd", @"(?i)\b(?:[a-z0-9]+_)?pwd\\?[""']?\s*[:=]\s*\\?[""']?(?<value>[^\s""'\\,;&<>/]{4,})"),
        new("cret", @"(?i)secret(?:[_-]?(?:access)?[_-]?key)?\\?[""']?\s*[:=]\s*\\?[""']?(?<value>[A-Za-z0-9+/=_.~!@#$%^*-]{8,})", NeedsDigit: true),
        new("token", @"(?i)token\\?[""']?\s*[:=]\s*\\?[""']?(?<value>[A-Za-z0-9+/=_.~!@#$%^*-]{8,})", NeedsDigit: true),
        new("key", @"(?i)(?:api|access|account|private|auth|signing|encryption|shared)[_-]?key\\?[""']?\s*[:=]\s*\\?[""']?(?<value>[A-Za-z0-9+/=_.~!@#$%^*-]{8,})", NeedsDigit: true),
    ];

    /// <summary>Adds where such things stand.</summary>
    public static void Find(string text, List<SecretRange> found)
    {
        foreach (var shape in s_shapes)
        {
            shape.Find(text, found);
        }

        FindKeys(text, found);
    }

    private static void FindKeys(string text, List<SecretRange> found)
    {
        for (var start = 0; (start = text.IndexOf(KeyBegin, start, StringComparison.Ordinal)) >= 0;)
        {
            var title = start + KeyBegin.Length;
            var rest = text.AsSpan(title, Math.Min(64, text.Length - title));
            var end = rest.IndexOf("-----", StringComparison.Ordinal);
            if (end >= 0 && rest[..end].Contains("PRIVATE KEY", StringComparison.Ordinal))
            {
                end = EndOfKey(text, title + end + "-----".Length);
                found.Add(new SecretRange(start, end));
                start = end;
            }
            else
            {
                start = title;
            }
        }
    }

    /// <summary>Gives where a key ends: behind its last line; where that is missing, behind all that could belong to it.</summary>
    private static int EndOfKey(string text, int start)
    {
        var end = text.IndexOf(KeyEnd, start, Math.Min(MaxKey, text.Length - start), StringComparison.Ordinal);
        if (end >= 0)
        {
            var close = text.IndexOf("-----", end + KeyEnd.Length, Math.Min(64, text.Length - end - KeyEnd.Length), StringComparison.Ordinal);
            return close < 0 ? text.Length : close + "-----".Length;
        }

        while (start < text.Length && (char.IsAsciiLetterOrDigit(text[start]) || text[start] is '+' or '/' or '=' or '\\' or '\n' or '\r' or '-' or ':' or ',' or ' '))
        {
            start++;
        }

        return start;
    }

    private sealed class Shape(string Triggers, string Pattern, bool NeedsDigit = false)
    {
        private readonly SearchValues<string> _triggers = SearchValues.Create(Triggers.Split('|'), StringComparison.OrdinalIgnoreCase);
        private readonly Regex _regex = new(Pattern, Options);

        public void Find(string text, List<SecretRange> found)
        {
            if (!text.AsSpan().ContainsAny(_triggers))
            {
                return;
            }

            for (var match = _regex.Match(text); match.Success; match = match.NextMatch())
            {
                var value = match.Groups[Value] is { Success: true } group ? group : (Capture)match;

                // What was replaced already is no find, so that a text can be cleaned twice.
                if (!value.ValueSpan.SequenceEqual(SecretRedactor.Marker) && (!NeedsDigit || value.ValueSpan.ContainsAnyInRange('0', '9')))
                {
                    found.Add(new SecretRange(value.Index, value.Index + value.Length) { Lead = value.Index - match.Index });
                }
            }
        }
    }
}
