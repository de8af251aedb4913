namespace Ao.Plugins.Alignment.Plain;

/// <summary>The pieces of a file, and which brackets belong together.</summary>
internal sealed class TokenTree
{
    private static readonly Token s_end = new(TokenKind.None, "", 0, Indent: 0);
    private readonly int[] _closes;

    public TokenTree(IReadOnlyList<Token> tokens)
    {
        Tokens = tokens;
        _closes = new int[tokens.Count];
        var open = new Stack<int>();
        for (var index = 0; index < tokens.Count; index++)
        {
            _closes[index] = index;
            if (IsOpen(tokens[index]))
            {
                open.Push(index);
            }
            else if (IsClose(tokens[index]))
            {
                // One that closes another kind is taken for a slip: what is open up to its own kind ends there.
                while (open.TryPop(out var start))
                {
                    _closes[start] = index;
                    if (Pairs(tokens[start], tokens[index]))
                    {
                        break;
                    }
                }
            }
        }

        foreach (var start in open)
        {
            _closes[start] = tokens.Count - 1;
        }
    }

    public IReadOnlyList<Token> Tokens { get; }

    public int Count => Tokens.Count;

    public Token this[int index] => index >= 0 && index < Tokens.Count ? Tokens[index] : s_end;

    /// <summary>Gives the bracket that ends what begins at an index; the index itself, where no bracket opens there.</summary>
    public int CloseOf(int index) => index < _closes.Length ? _closes[index] : index;

    public static bool IsOpen(Token token) => token.Kind == TokenKind.Mark && token.Text is "(" or "[" or "{";

    public static bool IsClose(Token token) => token.Kind == TokenKind.Mark && token.Text is ")" or "]" or "}";

    /// <summary>Passes over the type parameters that begin at an index, where some do.</summary>
    public int AfterAngles(int index)
    {
        if (!this[index].Is("<"))
        {
            return index;
        }

        var depth = 0;
        for (var at = index; at < Count && at < index + 200; at = CloseOf(at) + 1)
        {
            depth += this[at].Is("<") ? 1 : this[at].Is(">") ? -1 : 0;
            if (depth == 0)
            {
                return at + 1;
            }
        }

        return index;
    }

    public string Join(int from, int to) => string.Join(' ', Tokens.Skip(from).Take(Math.Max(0, to - from)).Select(static token => token.Text));

    private static bool Pairs(Token open, Token close) => (open.Text, close.Text) is ("(", ")") or ("[", "]") or ("{", "}");
}
