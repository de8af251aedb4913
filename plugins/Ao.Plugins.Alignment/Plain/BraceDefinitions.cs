namespace Ao.Plugins.Alignment.Plain;

/// <summary>Finds definitions in languages whose bodies stand in braces.</summary>
internal sealed partial class BraceDefinitions(TokenTree tree, Language language)
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

        if (token.Text.StartsWith('#') && language.Family == LanguageFamily.C)
        {
            return ReadDirective(at, to, container);
        }

        return Words.Statements.Contains(token.Text) ? Statements.EndOf(tree, first, to, language)
            : language.Family == LanguageFamily.Script ? scope == ScopeKind.Type ? ReadMember(at, to, container, modifiers) : ReadExport(at, to)
            : language.TypeFirst ? ReadTyped(at, to, container, modifiers)
            : Statements.EndOf(tree, first, to, language);
    }

    /// <summary>A line of the preprocessor ends with its line.</summary>
    private int ReadDirective(int at, int to, string container)
    {
        var end = at + 1;
        while (end < to && tree[end].Line == tree[at].Line)
        {
            end++;
        }

        if (tree[at].Is("#define") && tree[at + 1].IsWord && end > at + 1)
        {
            Add(at + 1, DefinitionKind.Value, container, new Shape("define", [], true), at + 2, end);
        }

        return end;
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
            end = end >= to || Statements.EndsLine(tree, end - 1, language) ? Math.Min(end, to) : Statements.EndOf(tree, end, to, language);

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
