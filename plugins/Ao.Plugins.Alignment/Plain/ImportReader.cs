namespace Ao.Plugins.Alignment.Plain;

/// <summary>Reads what files take from elsewhere.</summary>
internal sealed class ImportReader(TokenTree tree, Language language)
{
    private readonly List<Import> _imports = [];

    /// <summary>Gets the package that the file says it is in.</summary>
    public string? Package { get; private set; }

    public IReadOnlyList<Import> Read()
    {
        for (var at = 0; at < tree.Count; at++)
        {
            var token = tree[at];
            switch (language.Family)
            {
                case LanguageFamily.Script when token.Is("import") || (token.Is("export") && (tree[at + 1].Is("{") || tree[at + 1].Is("*") || (tree[at + 1].Is("type") && tree[at + 2].Is("{")))):
                    ReadScript(at, token.Is("export"));
                    break;
                case LanguageFamily.Script when token.Is("require") && tree[at + 1].Is("(") && tree[at + 2].Kind == TokenKind.Text:
                    ReadRequire(at);
                    break;
                case LanguageFamily.Python when token.StartsLine && (token.Is("import") || token.Is("from")):
                    ReadPython(at);
                    break;
                case LanguageFamily.Go when token.StartsLine && token.Is("import"):
                    ReadGo(at);
                    break;
                case LanguageFamily.Rust when token.Is("use"):
                    ReadRust(at + 1, "");
                    break;
                case LanguageFamily.Java when token.StartsLine && (token.Is("import") || token.Is("package")):
                    ReadJava(at);
                    break;
                case LanguageFamily.C when token.Is("#include"):
                    _imports.Add(new Import(Unquote(tree[at + 1]), []));
                    break;
            }
        }

        return _imports;
    }

    private void ReadScript(int at, bool isPassedOn)
    {
        if (tree[at + 1].Is("(") && tree[at + 2].Kind == TokenKind.Text)
        {
            _imports.Add(new Import(Unquote(tree[at + 2]), []));
            return;
        }

        List<string> names = [];
        string? alias = null;
        var takesAll = false;
        var end = at + 1;
        for (; end < tree.Count && end < at + 2_000 && tree[end].Kind != TokenKind.Text && !tree[end].Is(";"); end++)
        {
            if (tree[end].Is("*"))
            {
                takesAll = true;
                alias = tree[end + 1].Is("as") ? tree[end + 2].Text : null;
            }
            else if (tree[end].IsWord && tree[end].Text is not ("type" or "from" or "as") && !tree[end - 1].Is("as"))
            {
                names.Add(tree[end].Text);
            }
            else if (end > at + 1 && tree[end].StartsLine && tree[end].Text is "const" or "export")
            {
                return;
            }
        }

        if (tree[end].Kind == TokenKind.Text && tree[end - 1].Is("from") || end == at + 1)
        {
            _imports.Add(new Import(Unquote(tree[end]), takesAll ? [] : names, alias, isPassedOn));
        }
    }

    private void ReadRequire(int at)
    {
        var before = at - 1;
        List<string> names = [];
        string? alias = null;
        if (tree[before].Is("=") && tree[before - 1].Is("}"))
        {
            for (before -= 2; before > 0 && !tree[before].Is("{"); before--)
            {
                if (tree[before].IsWord && !tree[before - 1].Is(":"))
                {
                    names.Add(tree[before].Text);
                }
            }
        }
        else if (tree[before].Is("=") && tree[before - 1].IsWord)
        {
            alias = tree[before - 1].Text;
        }
        else if (tree[at + 4].Is(".") && tree[at + 5].IsWord)
        {
            names.Add(tree[at + 5].Text);
        }

        _imports.Add(new Import(Unquote(tree[at + 2]), names, alias));
    }

    private void ReadPython(int at)
    {
        var isFrom = tree[at].Is("from");
        var target = ReadPath(ref at, "...");
        if (!isFrom)
        {
            var alias = tree[at].Is("as") ? tree[at + 1].Text : target.Split('.')[^1];
            _imports.Add(new Import(target, [], alias));
            return;
        }

        if (!tree[at].Is("import"))
        {
            return;
        }

        List<string> names = [];
        for (at++; at < tree.Count && (!tree[at].StartsLine || tree[at - 1].Text is "(" or ","); at++)
        {
            if (tree[at].IsWord && !tree[at].Is("as") && !tree[at - 1].Is("as"))
            {
                names.Add(tree[at].Text);
            }
            else if (tree[at].Is(")"))
            {
                break;
            }
        }

        _imports.Add(new Import(target, names));
    }

    private void ReadGo(int at)
    {
        var end = tree[at + 1].Is("(") ? tree.CloseOf(at + 1) : at + 3;
        for (var each = at + 1; each < end && each < tree.Count; each++)
        {
            if (tree[each].Kind == TokenKind.Text)
            {
                var target = Unquote(tree[each]);
                _imports.Add(new Import(target, [], tree[each - 1].IsWord && !tree[each - 1].Is("import") ? tree[each - 1].Text : target[(target.LastIndexOf('/') + 1)..]));
            }
        }
    }

    private void ReadRust(int at, string prefix)
    {
        var path = prefix;
        for (; at < tree.Count && (tree[at].IsWord || tree[at].Is("::") || tree[at].Is("*")); at++)
        {
            if (tree[at].Is("::") && tree[at + 1].Is("{") && prefix.Length == 0)
            {
                var names = tree.Tokens.Skip(at + 2).Take(tree.CloseOf(at + 1) - at - 2).Where(static token => token.IsWord).Select(static token => token.Text);
                _imports.Add(new Import(path, [.. names]));
                return;
            }

            path += tree[at].Text;
        }

        var cut = path.LastIndexOf("::", StringComparison.Ordinal);
        if (cut > 0)
        {
            _imports.Add(path.EndsWith('*') ? new Import(path[..cut], []) : new Import(path[..cut], [path[(cut + 2)..]], path[(cut + 2)..]));
        }
    }

    private void ReadJava(int at)
    {
        var isPackage = tree[at].Is("package");
        var path = ReadPath(ref at, "*");
        if (isPackage)
        {
            Package ??= path;
            return;
        }

        var cut = path.LastIndexOf('.');
        if (cut > 0)
        {
            _imports.Add(path.EndsWith('*') ? new Import(path[..cut], []) : new Import(path[..cut], [path[(cut + 1)..]]));
        }
    }

    private string ReadPath(ref int at, string mark)
    {
        var path = "";
        for (at++; at < tree.Count && (tree[at].Is(".") || tree[at].Is(mark) || (tree[at].IsWord && tree[at].Text is not ("import" or "as"))) && !tree[at].StartsLine; at++)
        {
            path += tree[at].Is("static") ? "" : tree[at].Text;
        }

        return path;
    }

    private static string Unquote(Token token) => token.Text.Trim('"', '\'', '`', '<', '>');
}
