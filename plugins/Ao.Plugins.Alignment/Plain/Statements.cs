namespace Ao.Plugins.Alignment.Plain;

/// <summary>Finds where statements end.</summary>
internal static class Statements
{
    private const string GoesOnBefore = "= ( , + - * / & | ? : => . < [ { := ?. :: -> ! ...";
    private const string GoesOnBehind = ". ?. ? : & | + * / = => , ) ] } < { :: -> extends implements ;";

    private static readonly HashSet<string> s_goesOnBefore = [.. GoesOnBefore.Split(' ')];
    private static readonly HashSet<string> s_goesOnBehind = [.. GoesOnBehind.Split(' ')];

    /// <summary>Gives the index behind the statement that an index lies in.</summary>
    public static int EndOf(TokenTree tree, int at, int to, Language language)
    {
        for (; at < to; at++)
        {
            if (tree[at].Is(";"))
            {
                return at + 1;
            }

            var close = tree.CloseOf(at);
            var isBlock = tree[at].Is("{") && close > at;
            at = Math.Max(at, Math.Min(close, to - 1));
            var next = tree[at + 1];
            if (at + 1 >= to
                || (language.EndsWithLine ? next.StartsLine && !s_goesOnBefore.Contains(isBlock ? "" : tree[at].Text) && !s_goesOnBehind.Contains(next.Text)
                    : isBlock && next.Text is not (";" or "," or ")" or "." or "=" or "else" or "catch" or "finally" or "while")))
            {
                return at + 1;
            }
        }

        return to;
    }

    /// <summary>Tells whether the line ends behind an index, and with it what stands there.</summary>
    public static bool EndsLine(TokenTree tree, int at, Language language) =>
        language.EndsWithLine && tree[at + 1].StartsLine && !s_goesOnBefore.Contains(tree[at].Text) && !s_goesOnBehind.Contains(tree[at + 1].Text);
}
