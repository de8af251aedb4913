namespace Ao.Plugins.Alignment.Plain;

/// <summary>Finds definitions in languages whose bodies are indented.</summary>
internal sealed class IndentDefinitions(TokenTree tree, Language language)
{
    private readonly List<Found> _found = [];
    private readonly Stack<(int Indent, string Container, bool IsType)> _scopes = new([(-1, "", true)]);

    public IReadOnlyList<Found> Read()
    {
        for (var at = 0; at < tree.Count; at = NextLine(at))
        {
            while (_scopes.Peek().Indent >= tree[at].Indent)
            {
                _scopes.Pop();
            }

            // What a function defines is its own.
            if (_scopes.Peek().IsType)
            {
                ReadLine(at);
            }
        }

        return _found;
    }

    private void ReadLine(int at)
    {
        var (indent, container) = (tree[at].Indent, _scopes.Peek().Container);
        var word = at + (tree[at].Is("async") ? 1 : 0);
        if (tree[word].Is("class") && tree[word + 1].IsWord)
        {
            var name = tree[word + 1].Text;
            Add(word + 1, DefinitionKind.Type, container, new Shape("class", [], IsOpen(name)), EndOf(at));
            _scopes.Push((indent, container.Length == 0 ? name : $"{container}.{name}", true));
        }
        else if (tree[word].Is("def") && tree[word + 1].IsWord)
        {
            ReadFunction(word + 1, container, EndOf(at));
            _scopes.Push((indent, container, false));
        }
        else if (tree[at].IsWord && (tree[at + 1].Is("=") || tree[at + 1].Is(":")) && !tree[at + 2].Is("=") && !Words.Statements.Contains(tree[at].Text))
        {
            var end = NextLine(at);
            var sign = at + 1;
            while (sign < end && !tree[sign].Is("="))
            {
                sign++;
            }

            _found.Add(new Found(at, DefinitionKind.Value, container, new Shape($"value {tree.Join(at + 1, sign)}".TrimEnd(), [], IsOpen(tree[at].Text)), sign, end));
        }
        else if (tree[at].Is("if") || tree[at].Is("try") || tree[at].Is("else") || tree[at].Is("except") || tree[at].Is("with") || tree[at].Is("finally"))
        {
            _scopes.Push((indent, container, true));
        }
    }

    private void ReadFunction(int name, string container, int end)
    {
        var open = tree.AfterAngles(name + 1);
        if (tree[open].Is("["))
        {
            open = tree.CloseOf(open) + 1;
        }

        if (!tree[open].Is("("))
        {
            return;
        }

        var result = tree.CloseOf(open) + 1;
        var body = result;
        while (body < end && !tree[body].Is(":"))
        {
            body = tree.CloseOf(body) + 1;
        }

        var text = tree[name].Text;
        if (text == "__init__")
        {
            _found.Add(new Found(name, DefinitionKind.Constructor, container, new Shape("constructor", ParameterReader.Read(tree, open, language), true), body, end));
            return;
        }

        _found.Add(new Found(name, DefinitionKind.Function, container, new Shape($"function {tree.Join(result, body)}".TrimEnd(), ParameterReader.Read(tree, open, language), IsOpen(text)), body, end));
    }

    private void Add(int name, DefinitionKind kind, string container, Shape shape, int end) => _found.Add(new Found(name, kind, container, shape, name + 1, end));

    /// <summary>Gives the first piece of the next line that is not within brackets.</summary>
    private int NextLine(int at)
    {
        for (at = tree.CloseOf(at) + 1; at < tree.Count && !tree[at].StartsLine;)
        {
            at = tree.CloseOf(at) + 1;
        }

        return at;
    }

    private int EndOf(int at)
    {
        var indent = tree[at].Indent;
        for (var next = NextLine(at); ; next = NextLine(next))
        {
            if (next >= tree.Count || tree[next].Indent <= indent)
            {
                return Math.Min(next, tree.Count);
            }
        }
    }

    private static bool IsOpen(string name) => !name.StartsWith('_') || name.EndsWith("__", StringComparison.Ordinal);
}
