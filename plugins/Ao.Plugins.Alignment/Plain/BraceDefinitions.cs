namespace Ao.Plugins.Alignment.Plain;

/// <summary>Finds definitions in languages whose bodies stand in braces.</summary>
internal sealed class BraceDefinitions(TokenTree tree, Language language)
{
    private const int Deepest = 30;
    private readonly List<Found> _found = [];

    public IReadOnlyList<Found> Read()
    {
        ReadScope(0, tree.Count, "", ScopeKind.Module, depth: 0);
        return _found;
    }

    private void ReadScope(int from, int to, string container, ScopeKind scope, int depth)
    {
        for (var at = from; at < to && depth < Deepest;)
        {
            var next = scope == ScopeKind.Choice ? ReadChoice(at, to, container) : ReadStatement(at, to, container, scope, depth);
            at = Math.Max(at + 1, next);
        }
    }

    /// <returns>Where to go on.</returns>
    private int ReadStatement(int at, int to, string container, ScopeKind scope, int depth)
    {
        var modifiers = new HashSet<string>(StringComparer.Ordinal);
        var first = at;
        at = PassModifiers(at, to, modifiers);
        var token = tree[at];
        if (at >= to || token.Kind != TokenKind.Word)
        {
            return tree[first].Is("{") ? tree.CloseOf(first) + 1 : Statements.EndOf(tree, first, to, language);
        }

        if (Words.Types.Contains(token.Text) && tree[at + 1].IsWord && !(token.Text == "type" && language.Family == LanguageFamily.Script && !IsAlias(at + 2)))
        {
            return ReadType(at, to, container, modifiers, depth);
        }

        if (token.Is("impl") && language.Family == LanguageFamily.Rust)
        {
            return ReadImplementation(at, to, depth);
        }

        if (Words.Functions.Contains(token.Text) && !tree[at + 1].Is(":") && !tree[at + 1].Is("="))
        {
            return ReadFunction(at, to, container, modifiers);
        }

        if (Words.Values.Contains(token.Text) && !tree[at + 1].Is("=") && (language.Family is not (LanguageFamily.Java or LanguageFamily.C) || !language.TypeFirst))
        {
            return ReadValue(at, to, container, modifiers);
        }

        if (token.Is("#define") && tree[at + 1].IsWord)
        {
            var end = at + 2;
            while (end < to && tree[end].Line == token.Line)
            {
                end++;
            }

            Add(at + 1, DefinitionKind.Value, container, new Shape("define", [], true), at + 2, end);
            return end;
        }

        return Words.Statements.Contains(token.Text) ? Statements.EndOf(tree, first, to, language)
            : language.Family == LanguageFamily.Script ? scope == ScopeKind.Type ? ReadMember(at, to, container, modifiers) : ReadExport(at, to)
            : language.TypeFirst ? ReadTyped(at, to, container, modifiers)
            : Statements.EndOf(tree, first, to, language);
    }

    private int PassModifiers(int at, int to, HashSet<string> modifiers)
    {
        while (at < to)
        {
            var token = tree[at];
            if (token.IsWord && (token.Text.StartsWith('@') || token.Text == "#"))
            {
                at = AfterDecorator(at);
            }
            else if (token.IsWord && Words.Modifiers.Contains(token.Text) && !(token.Text == "static" && language.Family == LanguageFamily.Rust) && (tree[at + 1].IsWord || tree[at + 1].Is("(") && token.Text == "pub" || tree[at + 1].Is("*") || tree[at + 1].Is("[") || tree[at + 1].Is("{")))
            {
                modifiers.Add(token.Text);
                at = token.Text == "pub" && tree[at + 1].Is("(") ? tree.CloseOf(at + 1) + 1 : at + 1;
            }
            else if (token.Is("*") && tree[at + 1].IsWord)
            {
                at++;
            }
            else if (token.Is("const") && tree[at + 1].Text is "enum" or "fn" or "unsafe")
            {
                at++;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private int AfterDecorator(int at)
    {
        at++;
        while (tree[at].Is(".") && tree[at + 1].IsWord)
        {
            at += 2;
        }

        return tree[at].Is("(") || tree[at].Is("[") ? tree.CloseOf(at) + 1 : at;
    }

    private bool IsAlias(int at) => tree[tree.AfterAngles(at)].Is("=");

    private int ReadType(int at, int to, string container, HashSet<string> modifiers, int depth)
    {
        var (word, name) = (tree[at].Text, at + 1);
        var end = name + 1;
        while (end < to && !tree[end].Is("{") && !tree[end].Is(";") && !tree[end].Is("=") && !Statements.EndsLine(tree, end - 1, language))
        {
            end = tree.CloseOf(end) + 1;
        }

        var isOpen = IsOpen(tree[name].Text, modifiers, container);
        if (!tree[end].Is("{") || end >= to)
        {
            end = Statements.EndOf(tree, Math.Min(end, to - 1), to, language);

            // What an alias stands for is how it is used.
            Add(name, DefinitionKind.Type, container, new Shape($"{word} {tree.Join(name + 1, end).TrimEnd(';', ' ')}", [], isOpen), name + 1, end);
            return end;
        }

        var close = tree.CloseOf(end);
        var isSpace = word is "namespace" or "module" or "mod" or "extension";
        if (!isSpace)
        {
            Add(name, DefinitionKind.Type, container, new Shape(word, [], isOpen), end + 1, close);
        }

        // What a namespace holds is seen as what stands outside of types is.
        var inner = container.Length == 0 ? tree[name].Text : $"{container}.{tree[name].Text}";
        var isChoice = word == "enum" || (language.Family == LanguageFamily.Rust && word == "enum");
        ReadScope(end + 1, close, inner, isSpace ? ScopeKind.Module : isChoice && language.Family is not LanguageFamily.Java ? ScopeKind.Choice : ScopeKind.Type, depth + 1);
        return close + 1;
    }

    private int ReadImplementation(int at, int to, int depth)
    {
        var end = at + 1;
        var owner = "";
        for (; end < to && !tree[end].Is("{") && !tree[end].Is(";"); end = tree[end].Is("<") ? Math.Max(end + 1, tree.AfterAngles(end)) : end + 1)
        {
            if (tree[end].Is("where"))
            {
                continue;
            }

            owner = tree[end].IsWord && tree[end].Text != "for" ? tree[end].Text : owner;
        }

        var close = tree.CloseOf(end);
        ReadScope(end + 1, close, owner, ScopeKind.Type, depth + 1);
        return Math.Max(end, close) + 1;
    }

    private int ReadFunction(int at, int to, string container, HashSet<string> modifiers)
    {
        at++;
        if (tree[at].Is("*"))
        {
            at++;
        }

        if (language.Family == LanguageFamily.Go && tree[at].Is("("))
        {
            var receiver = tree.CloseOf(at);
            container = tree.Tokens.Skip(at + 1).Take(receiver - at - 1).TakeWhile(static token => !token.Is("[")).LastOrDefault(static token => token.IsWord).Text ?? "";
            at = receiver + 1;
        }

        return tree[at].IsWord ? ReadCallable(at, to, container, modifiers, "function") : Statements.EndOf(tree, at, to, language);
    }

    /// <summary>Reads from a name that is called: its parameters, what it gives, and what it does.</summary>
    private int ReadCallable(int name, int to, string container, HashSet<string> modifiers, string word)
    {
        var open = tree.AfterAngles(name + 1);
        if (language.Family == LanguageFamily.Go && tree[open].Is("["))
        {
            open = tree.CloseOf(open) + 1;
        }

        if (!tree[open].Is("("))
        {
            return Statements.EndOf(tree, name, to, language);
        }

        var end = tree.CloseOf(open) + 1;
        var result = end;
        while (end < to && !tree[end].Is(";") && !tree[end].Is("=>") && !(tree[end].Is("=") && language.Family != LanguageFamily.Rust) && !(tree[end].Is("{") && !IsTypeAt(end)) && !(end > result && Statements.EndsLine(tree, end - 1, language)) && !(end == result && language.EndsWithLine && tree[end].StartsLine && !tree[end].Is(":")))
        {
            end = tree.CloseOf(end) + 1;
        }

        var shape = new Shape($"{word} {(modifiers.Contains("static") ? "static " : "")}{tree.Join(result, end)}".TrimEnd(), ParameterReader.Read(tree, open, language), IsOpen(tree[name].Text, modifiers, container));
        var stop = tree[end].Is("{") && end < to ? tree.CloseOf(end) + 1 : end < to && (tree[end].Is("=>") || tree[end].Is("=")) ? Statements.EndOf(tree, end, to, language) : end;
        Add(name, DefinitionKind.Function, container, shape, end, stop);
        return stop;
    }

    /// <summary>A brace behind a sign of a type encloses a type, not a body.</summary>
    private bool IsTypeAt(int at) => language.Family == LanguageFamily.Script && tree[at - 1].Text is ":" or "<" or "|" or "&" or ",";

    private int ReadValue(int at, int to, string container, HashSet<string> modifiers)
    {
        var word = tree[at].Text;
        if (language.Family == LanguageFamily.Go && tree[at + 1].Is("("))
        {
            var close = tree.CloseOf(at + 1);
            for (var each = at + 2; each < close; each = Math.Max(each + 1, Statements.EndOf(tree, each, close, language)))
            {
                AddValue(each, close, container, modifiers, word);
            }

            return close + 1;
        }

        at += tree[at + 1].Is("mut") ? 2 : 1;
        return tree[at].IsWord ? AddValue(at, to, container, modifiers, word) : Statements.EndOf(tree, at, to, language);
    }

    private int AddValue(int name, int to, string container, HashSet<string> modifiers, string word)
    {
        var end = Statements.EndOf(tree, name, to, language);
        var sign = name + 1;
        while (sign < end && !tree[sign].Is("=") && !tree[sign].Is(";"))
        {
            sign = tree.CloseOf(sign) + 1;
        }

        var isOpen = IsOpen(tree[name].Text, modifiers, container);
        var value = sign + (tree[sign + 1].Is("async") ? 2 : 1);
        var open = tree.AfterAngles(value);
        if (tree[value].Is("function"))
        {
            open = value + (tree[value + 1].IsWord ? 2 : 1);
        }

        // A function that is given to a name is called by that name.
        if (sign < end && tree[open].Is("(") && (tree[value].Is("function") || tree.Tokens.Skip(tree.CloseOf(open) + 1).Take(12).TakeWhile(static token => !token.StartsLine).Any(static token => token.Is("=>"))))
        {
            var arrow = tree.CloseOf(open) + 1;
            var body = arrow;
            while (body < end && !tree[body].Is("=>") && !tree[value].Is("function"))
            {
                body++;
            }

            Add(name, DefinitionKind.Function, container, new Shape($"function {tree.Join(arrow, body)}".TrimEnd(), ParameterReader.Read(tree, open, language), isOpen), body, end);
            return end;
        }

        Add(name, DefinitionKind.Value, container, new Shape($"{word} {tree.Join(name + 1, sign)}".TrimEnd(), [], isOpen), sign, end);
        return end;
    }

    /// <summary>Reads a member of a class or interface of a script.</summary>
    private int ReadMember(int at, int to, string container, HashSet<string> modifiers)
    {
        var end = Statements.EndOf(tree, at, to, language);
        var sign = at + (tree[at + 1].Text is "?" or "!" ? 2 : 1);
        if (tree[sign].Is("(") || tree[sign].Is("<"))
        {
            return tree[at].Is("constructor") ? ReadConstructor(at, sign, to, container, end) : ReadCallable(at, to, container, modifiers, "method");
        }

        return tree[sign].Is(":") || tree[sign].Is("=") || tree[sign].Is(";") || sign >= end ? AddValue(at, to, container, modifiers, tree[at + 1].Is("?") ? "optional" : "field") : end;
    }

    private int ReadConstructor(int at, int open, int to, string container, int end)
    {
        Add(at, DefinitionKind.Constructor, container, new Shape("constructor", ParameterReader.Read(tree, open, language), true), tree.CloseOf(open) + 1, Math.Min(end, to));
        return end;
    }

    /// <summary>Reads <c>exports.name = …</c>.</summary>
    private int ReadExport(int at, int to)
    {
        var name = tree[at].Is("module") && tree[at + 1].Is(".") && tree[at + 2].Is("exports") ? at + 4 : tree[at].Is("exports") ? at + 2 : -1;
        return name > 0 && tree[name - 1].Is(".") && tree[name].IsWord && tree[name + 1].Is("=")
            ? AddValue(name, to, "", ["export"], "export")
            : Statements.EndOf(tree, at, to, language);
    }

    /// <summary>Reads a declaration that begins with its type.</summary>
    private int ReadTyped(int at, int to, string container, HashSet<string> modifiers)
    {
        var name = -1;
        var end = at;
        for (; end < to && end < at + 100 && (tree[end].IsWord || tree[end].Text is "*" or "&" or "." or "::" or "," or "?" or "~" || tree[end].Is("<") || tree[end].Is("[")); end = tree[end].Is("<") ? Math.Max(end + 1, tree.AfterAngles(end)) : tree.CloseOf(end) + 1)
        {
            name = tree[end].IsWord ? end : name;
        }

        if (name > at && tree[end].Is("(") && name == end - 1)
        {
            return ReadCallable(name, to, container, modifiers, $"function {tree.Join(at, name)}");
        }

        if (name == at && tree[end].Is("(") && container.Length > 0 && container.EndsWith(tree[name].Text, StringComparison.Ordinal))
        {
            var stop = Statements.EndOf(tree, end, to, language);
            Add(name, DefinitionKind.Constructor, container, new Shape("constructor", ParameterReader.Read(tree, end, language), !modifiers.Contains("private")), tree.CloseOf(end) + 1, stop);
            return stop;
        }

        return name > at && (tree[end].Is("=") || tree[end].Is(";")) ? AddValue(name, to, container, modifiers, tree.Join(at, name)) : Statements.EndOf(tree, at, to, language);
    }

    private int ReadChoice(int at, int to, string container)
    {
        var end = at;
        while (end < to && !tree[end].Is(","))
        {
            end = tree.CloseOf(end) + 1;
        }

        if (tree[at].IsWord && !tree[at].Text.StartsWith('#'))
        {
            Add(at, DefinitionKind.Value, container, new Shape("member", [], true), at + 1, end);
        }

        return end + 1;
    }

    private bool IsOpen(string name, HashSet<string> modifiers, string container) => language.Family switch
    {
        LanguageFamily.Script => container.Length > 0 ? !modifiers.Contains("private") && !name.StartsWith('#') : modifiers.Contains("export") || modifiers.Contains("declare"),
        LanguageFamily.Go => char.IsUpper(name[0]),
        LanguageFamily.Rust => modifiers.Contains("pub"),
        LanguageFamily.C => !modifiers.Contains("static"),
        _ => !modifiers.Contains("private") && !modifiers.Contains("fileprivate"),
    };

    private void Add(int name, DefinitionKind kind, string container, Shape shape, int from, int to) =>
        _found.Add(new Found(name, kind, container, shape, Math.Min(from, tree.Count), Math.Min(to, tree.Count)));

    private enum ScopeKind
    {
        Module,
        Type,
        Choice,
    }
}
