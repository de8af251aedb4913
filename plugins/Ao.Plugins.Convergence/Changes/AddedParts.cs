namespace Ao.Plugins.Convergence;

/// <summary>Names what added lines bring in: facts of the code's form, in the ways of writing that are most common, and never a guess at what it is for.</summary>
internal static class AddedParts
{
    private const int MostLines = 400;
    private const int MostParts = 8;
    private const int LongestName = 60;
    private const int ShortestConstant = 3;

    private static readonly string[] s_environment = ["process.env.", "process.env[", "import.meta.env.", "getenv(", "environ[", "environ.get(", "env::var(", "GetEnvironmentVariable("];
    private static readonly string[] s_settings = ["config.", "config?.", "settings.", "settings?.", "cfg."];
    private static readonly string[] s_options = ["option(", "Option(", "add_argument(", "Option<"];
    private static readonly string[] s_catches = ["catch (", "catch {", "catch(", "except ", "except:", "rescue "];
    private static readonly string[] s_modifiers = ["export ", "default ", "public ", "private ", "protected ", "internal ", "static ", "abstract ", "sealed ", "async ", "pub ", "readonly ", "partial "];

    public static bool IsComment(ReadOnlySpan<char> text) => text.StartsWith("//") || text.StartsWith("*") || text.StartsWith("/*") || text.StartsWith("#");

    /// <summary>Gives what is brought in and was not taken away in the same file.</summary>
    public static IReadOnlyList<AddedPart> Of(DiffFile file)
    {
        var removed = new List<AddedPart>();
        foreach (var line in file.Removed.Take(MostLines))
        {
            Read(line.AsSpan().Trim(), removed);
        }

        var added = new List<AddedPart>();
        foreach (var line in file.Added.Take(MostLines))
        {
            Read(line.AsSpan().Trim(), added);
        }

        return [.. added.Except(removed).OrderBy(static part => part.Kind).Take(MostParts)];
    }

    private static void Read(ReadOnlySpan<char> text, List<AddedPart> parts)
    {
        if (text.IsEmpty || IsComment(text))
        {
            return;
        }

        foreach (var marker in s_environment)
        {
            Note(parts, PartKind.EnvironmentVariable, NameAfter(text, marker));
        }

        foreach (var marker in s_settings)
        {
            Note(parts, PartKind.Setting, SettingAfter(text, marker));
        }

        if (ContainsAny(text, s_options) && text.IndexOf("--") is >= 0 and var dashes)
        {
            var end = dashes + 2;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '-'))
            {
                end++;
            }

            Note(parts, PartKind.CommandOption, end > dashes + 3 ? text[dashes..end] : default);
        }

        if ((text.StartsWith("for") || text.StartsWith("while")) && (text.Contains("attempt", StringComparison.OrdinalIgnoreCase) || text.Contains("retr", StringComparison.OrdinalIgnoreCase) || text.Contains("tries", StringComparison.OrdinalIgnoreCase)))
        {
            parts.Add(new AddedPart(PartKind.Attempts, ""));
        }

        if (ContainsAny(text, s_catches))
        {
            parts.Add(new AddedPart(PartKind.Catch, ""));
        }

        ReadDefinition(WithoutModifiers(text), parts);
    }

    private static void ReadDefinition(ReadOnlySpan<char> text, List<AddedPart> parts)
    {
        if (text.StartsWith("class ") || text.StartsWith("interface ") || text.StartsWith("enum ") || text.StartsWith("struct ") || text.StartsWith("trait ") || (text.StartsWith("type ") && text.Contains('=')))
        {
            Note(parts, PartKind.Type, DefinitionNames.Of(text));
        }
        else if (text.StartsWith("function ") || text.StartsWith("function* ") || text.StartsWith("def ") || text.StartsWith("fn ") || text.StartsWith("func "))
        {
            Note(parts, PartKind.Function, DefinitionNames.Of(text));
        }
        else if (text.StartsWith("const ") || text.StartsWith("let ") || text.StartsWith("var "))
        {
            var name = DefinitionNames.Of(text);
            if (name is not null && IsArrow(text))
            {
                Note(parts, PartKind.Function, name);
            }
            else if (name is { Length: >= ShortestConstant } && !name.AsSpan().ContainsAnyInRange('a', 'z'))
            {
                Note(parts, PartKind.Constant, name);
            }
        }
    }

    /// <summary>Gets whether what is assigned begins with a list of parameters or with <c>async</c>, and an arrow follows.</summary>
    private static bool IsArrow(ReadOnlySpan<char> text)
    {
        var assigned = text[(text.IndexOf('=') + 1)..].TrimStart();
        if (assigned.StartsWith("async"))
        {
            return true;
        }

        if (!assigned.StartsWith("("))
        {
            return false;
        }

        var depth = 0;
        for (var at = 0; at < assigned.Length; at++)
        {
            depth += assigned[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                var rest = assigned[(at + 1)..].TrimStart();
                return rest.StartsWith("=>") || (rest.StartsWith(":") && rest.Contains("=>", StringComparison.Ordinal));
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> WithoutModifiers(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < s_modifiers.Length; at++)
        {
            if (text.StartsWith(s_modifiers[at]))
            {
                text = text[s_modifiers[at].Length..].TrimStart();
                at = -1;
            }
        }

        return text;
    }

    private static ReadOnlySpan<char> NameAfter(ReadOnlySpan<char> text, string marker)
    {
        var at = text.IndexOf(marker);
        if (at < 0)
        {
            return default;
        }

        at += marker.Length;
        at += at < text.Length && text[at] is '"' or '\'' ? 1 : 0;
        return text[at..DefinitionNames.EndOfName(text, at)];
    }

    /// <summary>Gives a setting with its root. What is called is no setting.</summary>
    private static ReadOnlySpan<char> SettingAfter(ReadOnlySpan<char> text, string marker)
    {
        var start = text.IndexOf(marker);
        if (start < 0 || (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '/' or '-')))
        {
            return default;
        }

        var end = start + marker.Length;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '.' || (text[end] == '?' && end + 1 < text.Length && text[end + 1] == '.')))
        {
            end++;
        }

        var name = text[start..end].TrimEnd('.');
        if (end < text.Length && text[end] == '(')
        {
            name = name[..Math.Max(0, name.LastIndexOf('.'))].TrimEnd('?');
        }

        return name.Length > marker.Length ? name : default;
    }

    private static bool ContainsAny(ReadOnlySpan<char> text, string[] markers)
    {
        foreach (var marker in markers)
        {
            if (text.Contains(marker, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static void Note(List<AddedPart> parts, PartKind kind, ReadOnlySpan<char> name)
    {
        if (name.Length is >= 2 and <= LongestName)
        {
            parts.Add(new AddedPart(kind, name.ToString()));
        }
    }
}
