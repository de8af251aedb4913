namespace Ao.Plugins.Alignment.Plain;

/// <summary>Finds the uses of names in a file that was read plainly.</summary>
internal sealed class PlainUses(TokenTree tree, Language language, IReadOnlyList<Found> found)
{
    private const int Most = 2_000;
    private readonly HashSet<int> _declared = [.. found.Select(static one => one.NameAt)];

    public IReadOnlyList<Use> Find(IReadOnlySet<string> names)
    {
        var locals = LocalsAmong(names);
        List<Use> uses = [];
        for (var at = 0; at < tree.Count && uses.Count < Most; at++)
        {
            var token = tree[at];
            if (token.IsWord && names.Contains(token.Text) && !_declared.Contains(at) && !IsKey(at))
            {
                var qualifier = QualifierOf(at);
                uses.Add(new Use(token.Text, token.Line, qualifier, WithinOf(at), qualifier is null && locals.Contains(token.Text)));
            }
        }

        return uses;
    }

    /// <summary>The key of an object and the name of an argument are not the thing of that name.</summary>
    private bool IsKey(int at) => language.Family switch
    {
        LanguageFamily.Script => tree[at + 1].Is(":") && tree[at - 1].Text is "{" or "," && !tree[at - 1].Is("?"),
        LanguageFamily.Python => tree[at + 1].Is("=") && !tree[at + 2].Is("=") && tree[at - 1].Text is "(" or ",",
        _ => false,
    };

    private string? QualifierOf(int at)
    {
        if (tree[at - 1].Text is not ("." or "?." or "->" or "::") || tree[at - 1].Kind != TokenKind.Mark)
        {
            return null;
        }

        var before = tree[at - 2];
        return before.IsWord ? before.Text == "self" ? "this" : before.Text : "";
    }

    private string WithinOf(int at)
    {
        // The innermost one: definitions come in the order of their beginnings.
        for (var index = found.Count - 1; index >= 0; index--)
        {
            var one = found[index];
            if (one.NameAt <= at && at < one.To)
            {
                return one.Kind == DefinitionKind.Type ? $"{one.Container}.{tree[one.NameAt].Text}".TrimStart('.') : one.Container;
            }
        }

        return "";
    }

    /// <summary>Finds the names that are locals somewhere in the file.</summary>
    private HashSet<string> LocalsAmong(IReadOnlySet<string> names)
    {
        var locals = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < tree.Count; at++)
        {
            if (!tree[at].IsWord || !names.Contains(tree[at].Text) || _declared.Contains(at))
            {
                continue;
            }

            var before = tree[at - 1];
            if (before.IsWord && (Words.Functions.Contains(before.Text) || before.Text is "const" or "let" or "var" or "val" or "class" or "mut")
                || (language.Family == LanguageFamily.Python && tree[at].StartsLine && tree[at + 1].Is("="))
                || (language.Family == LanguageFamily.Go && tree[at + 1].Is(":=")))
            {
                locals.Add(tree[at].Text);
            }
        }

        return locals;
    }
}
