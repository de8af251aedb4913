namespace Ao.Plugins.Alignment.Plain;

/// <summary>Cuts a source text into pieces. Comments are left out, and what stands in texts is never taken for code.</summary>
internal sealed class Lexer(string text, Language language)
{
    private static readonly string[] s_joined = ["=>", "->", "::", "...", "?.", ":="];
    private const int DeepestTemplate = 20;
    private readonly List<Token> _tokens = [];
    private int _templates;
    private int _at;
    private int _line = 1;
    private int _indent;
    private bool _isAtStart = true;

    /// <summary>Reads all of it. It ends for every text, in time in proportion to its length.</summary>
    public IReadOnlyList<Token> Read(CancellationToken cancellationToken)
    {
        ReadUntil(closing: '\0', cancellationToken);
        return _tokens;
    }

    /// <summary>Reads code up to the end, or, within a template, up to the brace that ends it.</summary>
    private void ReadUntil(char closing, CancellationToken cancellationToken)
    {
        var depth = 0;
        while (_at < text.Length)
        {
            var character = text[_at];
            if (character == '\n')
            {
                cancellationToken.ThrowIfCancellationRequested();
                (_line, _indent, _isAtStart) = (_line + 1, 0, true);
                _at++;
            }
            else if (char.IsWhiteSpace(character))
            {
                _indent += _isAtStart ? character == '\t' ? 4 : 1 : 0;
                _at++;
            }
            else if (SkipComment())
            {
                continue;
            }
            else if (char.IsLetter(character) || character is '_' or '$' or '@' or '#')
            {
                Add(TokenKind.Word, WordEnd());
            }
            else if (char.IsDigit(character))
            {
                Add(TokenKind.Number, NumberEnd());
            }
            else if (character == '"' || (character == '\'' && IsText()) || (character == '`' && language.Family is LanguageFamily.Script or LanguageFamily.Go))
            {
                ReadText(character, cancellationToken);
            }
            else
            {
                if (closing != '\0' && character == '{')
                {
                    depth++;
                }
                else if (closing != '\0' && character == closing && depth-- == 0)
                {
                    return;
                }

                Add(TokenKind.Mark, _at + (Array.Find(s_joined, joined => string.CompareOrdinal(text, _at, joined, 0, joined.Length) == 0)?.Length ?? 1));
            }
        }
    }

    private bool SkipComment()
    {
        if (language.HasBlockComments && text.AsSpan(_at).StartsWith("/*"))
        {
            var end = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
            Pass(end < 0 ? text.Length : end + 2);
            return true;
        }

        if (language.LineComments.Any(start => text.AsSpan(_at).StartsWith(start)))
        {
            var end = text.IndexOf('\n', _at);
            _at = end < 0 ? text.Length : end;
            return true;
        }

        return false;
    }

    private void ReadText(char quote, CancellationToken cancellationToken)
    {
        var start = _at;
        if (language.HasTripleQuotes && text.AsSpan(_at).StartsWith([quote, quote, quote]))
        {
            var end = text.IndexOf(new string(quote, 3), _at + 3, StringComparison.Ordinal);
            Add(TokenKind.Text, end < 0 ? text.Length : end + 3, start);
            return;
        }

        var isLong = quote == '`';
        for (_at++; _at < text.Length; _at++)
        {
            var character = text[_at];
            if (character == '\\' && !(isLong && language.Family == LanguageFamily.Go))
            {
                _at = Math.Min(_at + 1, text.Length - 1);
            }
            else if (character == quote || (character == '\n' && !isLong))
            {
                break;
            }
            else if (isLong && language.HasTemplates && _templates < DeepestTemplate && character == '$' && _at + 1 < text.Length && text[_at + 1] == '{')
            {
                Add(TokenKind.Text, _at, start);
                _at += 2;
                _templates++;
                ReadUntil('}', cancellationToken);
                _templates--;
                start = Math.Min(_at, text.Length);
            }
        }

        var ends = _at < text.Length && text[_at] == quote ? _at + 1 : Math.Min(_at, text.Length);
        Add(TokenKind.Text, ends, start);
    }

    /// <summary>Tells whether a single quote begins a text or a character, and not a lifetime.</summary>
    private bool IsText() => language.HasSingleQuotedTexts
        || (_at + 2 < text.Length && (text[_at + 1] == '\\' || text[_at + 2] == '\''));

    private int WordEnd()
    {
        var end = _at + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '$'))
        {
            end++;
        }

        return end;
    }

    private int NumberEnd()
    {
        var end = _at + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_' || (text[end] == '.' && end + 1 < text.Length && char.IsDigit(text[end + 1]))))
        {
            end++;
        }

        return end;
    }

    private void Add(TokenKind kind, int end, int? from = null)
    {
        var start = from ?? _at;
        var line = _line;
        _at = start;
        var indent = _isAtStart ? _indent : -1;
        Pass(end);
        _isAtStart = false;
        if (end > start)
        {
            _tokens.Add(new Token(kind, text[start..end], line, indent));
        }
    }

    private void Pass(int end)
    {
        _line += text.AsSpan(_at, end - _at).Count('\n');
        _at = end;
    }
}
