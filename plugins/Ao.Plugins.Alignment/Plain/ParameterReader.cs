namespace Ao.Plugins.Alignment.Plain;

/// <summary>Reads lists of parameters.</summary>
internal static class ParameterReader
{
    /// <summary>Reads what stands in brackets.</summary>
    public static IReadOnlyList<Parameter> Read(TokenTree tree, int open, Language language)
    {
        List<List<Token>> parts = [[]];
        var close = tree.CloseOf(open);
        var angles = 0;
        for (var at = open + 1; at < close; at++)
        {
            var token = tree[at];
            angles += token.Is("<") ? 1 : token.Is(">") && angles > 0 ? -1 : 0;
            if (token.Is(",") && angles == 0)
            {
                parts.Add([]);
                continue;
            }

            var end = Math.Min(tree.CloseOf(at), close - 1);
            for (; at <= end; at++)
            {
                parts[^1].Add(tree[at]);
            }

            at = end;
        }

        var named = language.Family == LanguageFamily.Go && parts.Any(static part => part.Count > 1);
        return [.. parts.Where(static part => part.Count > 0).Where(part => !IsReceiver(part, language)).Select(part => Of(part, language, named))];
    }

    private static bool IsReceiver(List<Token> part, Language language) => language.Family == LanguageFamily.Python && (part[0].Text is "self" or "cls" or "/" || (part.Count == 1 && part[0].Is("*")));

    private static Parameter Of(List<Token> part, Language language, bool named)
    {
        var value = part.FindIndex(static token => token.Is("="));
        var declared = value < 0 ? part : part[..value];
        var colon = declared.FindIndex(static token => token.Is(":"));
        switch (language.Family)
        {
            case LanguageFamily.Script:
                var isRest = declared.Count > 0 && declared[0].Is("...");
                var isMarked = colon > 0 && declared[colon - 1].Is("?");
                return new Parameter(colon < 0 ? "" : Text(declared[(colon + 1)..]), value >= 0 || isRest || isMarked || (colon < 0 && declared.Count > 0 && declared[^1].Is("?")));
            case LanguageFamily.Python:
                return new Parameter(Text(declared), value >= 0 || declared is [{ Text: "*" }, ..]);
            case LanguageFamily.Go:
                return new Parameter(named ? Text(declared.Skip(1)) : Text(declared), declared.Exists(static token => token.Is("...")));
            case LanguageFamily.Rust:
                return new Parameter(colon < 0 ? Text(declared) : Text(declared[(colon + 1)..]), false);
            default:
                var typed = declared.Where(static token => token.Text is not "final" and not "const" && !token.Text.StartsWith('@')).ToList();
                return colon >= 0 && !language.TypeFirst
                    ? new Parameter(Text(declared[(colon + 1)..]), value >= 0)
                    : new Parameter(typed.FindLastIndex(static token => token.IsWord) is > 0 and var name ? Text([.. typed[..name], .. typed[(name + 1)..]]) : Text(typed), value >= 0 || typed.Exists(static token => token.Is("...")));
        }
    }

    private static string Text(IEnumerable<Token> tokens) => string.Join(' ', tokens.Select(static token => token.Text));
}
