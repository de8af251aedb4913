namespace Ao.Plugins.Alignment.Plain;

/// <content>What is read or set, and the members of types.</content>
internal sealed partial class BraceDefinitions
{
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
}
