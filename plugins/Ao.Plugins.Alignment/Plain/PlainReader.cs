namespace Ao.Plugins.Alignment.Plain;

/// <summary>Reads source files of the usual languages by their words and brackets.</summary>
internal sealed class PlainReader(Language language) : ISourceReader
{
    public SourceUnit Read(string path, string text, CancellationToken cancellationToken)
    {
        var tree = new TokenTree(new Lexer(text, language).Read(cancellationToken));
        var found = language.Family == LanguageFamily.Python ? new IndentDefinitions(tree, language).Read() : new BraceDefinitions(tree, language).Read();
        var importing = new ImportReader(tree, language);
        var imports = importing.Read();
        var space = SpaceOf(path, importing.Package);
        var lines = text.Split('\n');
        var exported = language.Family == LanguageFamily.Script ? ExportedBy(tree) : [];
        var uses = new PlainUses(tree, language, found);
        return new SourceUnit
        {
            Path = path,
            Rule = language.Rule,
            Spaces = [space],
            Definitions = [.. found.Select(one => DefinitionOf(one, path, space, tree, lines, exported))],
            Imports = imports,
            Words = tree.Tokens.Where(static token => token.IsWord).Select(static token => token.Text).ToHashSet(StringComparer.Ordinal),
            DeclaredTypes = DeclaredTypesOf(tree),
            FindUses = uses.Find,
        };
    }

    private static Definition DefinitionOf(Found found, string path, string space, TokenTree tree, string[] lines, HashSet<string> exported)
    {
        var name = tree[found.NameAt];
        var owner = found.Container[(found.Container.LastIndexOf('.') + 1)..];
        return new Definition
        {
            // A constructor is asked for by the name of its type.
            Name = found.Kind == DefinitionKind.Constructor ? owner : name.Text,
            Kind = found.Kind,
            Space = space,
            Container = found.Container,
            Path = path,
            Line = name.Line,
            Text = name.Line <= lines.Length ? lines[name.Line - 1].TrimEnd('\r') : "",
            Shape = found.Container.Length == 0 && exported.Contains(name.Text) ? found.Shape with { IsOpen = true } : found.Shape,
            Body = string.Join(' ', tree.Tokens.Skip(found.From).Take(Math.Max(0, found.To - found.From)).Where(static token => !token.Is(";") && !token.Is(",")).Select(token => token.IsWord && token.Text == name.Text ? "§" : token.Text)),
        };
    }

    /// <summary>Names the module, package or folder that a file's names are in.</summary>
    private string SpaceOf(string path, string? package) => language.Rule switch
    {
        SpaceRule.Namespaces => package ?? "",
        SpaceRule.Modules => ModulePaths.ModuleOf(path),
        SpaceRule.Folders => ModulePaths.FolderOf(path),
        _ => "",
    };

    /// <summary>Finds the names that a script exports apart from their definitions.</summary>
    private static HashSet<string> ExportedBy(TokenTree tree)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < tree.Count; at++)
        {
            var open = tree[at].Is("export") && tree[at + 1].Is("{") ? at + 1
                : tree[at].Is("exports") && tree[at + 1].Is("=") && tree[at + 2].Is("{") ? at + 2
                : -1;
            if (open > 0)
            {
                names.UnionWith(tree.Tokens.Skip(open + 1).Take(tree.CloseOf(open) - open - 1).Where(static token => token.IsWord).Select(static token => token.Text));
            }
            else if (tree[at].Is("export") && tree[at + 1].Is("default") && tree[at + 2].IsWord)
            {
                names.Add(tree[at + 2].Text);
            }
        }

        return names;
    }

    private ILookup<string, string> DeclaredTypesOf(TokenTree tree)
    {
        List<(string Name, string Type)> declared = [];
        for (var at = 0; at + 2 < tree.Count; at++)
        {
            var (name, sign, type) = (tree[at], tree[at + 1], tree[at + 2]);
            if (!name.IsWord)
            {
                continue;
            }

            if (sign.Is(":") && type.IsWord)
            {
                declared.Add((name.Text, type.Text));
            }
            else if (sign.Is("?") && type.Is(":") && tree[at + 3].IsWord)
            {
                declared.Add((name.Text, tree[at + 3].Text));
            }
            else if (sign.Text is "=" or ":=" && type.Is("new") && tree[at + 3].IsWord)
            {
                declared.Add((name.Text, tree[at + 3].Text));
            }
            else if (sign.Text is "=" or ":=" && type.IsWord && char.IsUpper(type.Text[0]) && tree[at + 3].Text is "(" or "{")
            {
                declared.Add((name.Text, type.Text));
            }
            else if (language.TypeFirst && sign.IsWord && char.IsUpper(name.Text[0]) && type.Text is "=" or ";" or "," or ")")
            {
                declared.Add((sign.Text, name.Text));
            }
            else if (language.Family == LanguageFamily.Go && (type.IsWord || type.Is("*")) && sign.IsWord)
            {
                declared.Add((name.Text, sign.Text));
            }
        }

        return declared.ToLookup(static one => one.Name, static one => one.Type, StringComparer.Ordinal);
    }
}
