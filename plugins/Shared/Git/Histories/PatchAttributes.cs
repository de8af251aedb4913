using System.Globalization;
using System.Text;

namespace Ao.Git.Histories;

/// <summary>The attributes that diffs are made with: what a hunk's heading names in which language.</summary>
internal static class PatchAttributes
{
    /// <summary>Gets the settings that go with the attributes: git knows no script of the web by itself.</summary>
    public static IReadOnlyList<string> Settings { get; } =
    [
        "-c",
        "diff.ao-script.xfuncname=^[ \t]*((export[ \t]+|default[ \t]+|declare[ \t]+|abstract[ \t]+)*((async[ \t]+)?function\\*?|class|interface|enum|namespace|module|type)[ \t(].*)$\n"
            + "^[ \t]*((export[ \t]+)?(const|let|var)[ \t]+[A-Za-z_$][A-Za-z0-9_$]*[^=]*=[ \t]*(async[ \t]*)?(\\(|function|<|[A-Za-z_$][A-Za-z0-9_$]*[ \t]*=>).*)$\n"
            + "!^[ \t]*(if|for|while|switch|catch|return|else|do|try|throw|await|new|super)([ \t(].*)?$\n"
            + "^[ \t]*(((public|private|protected|static|readonly|override|async|get|set)[ \t]+)*[#A-Za-z_$][A-Za-z0-9_$]*[ \t]*(<[^>]*>)?\\([^;]*\\{)[ \t]*$",
    ];

    private static readonly (string Driver, string[] Patterns)[] s_drivers =
    [
        ("ao-script", ["*.ts", "*.tsx", "*.mts", "*.cts", "*.js", "*.jsx", "*.mjs", "*.cjs"]),
        ("csharp", ["*.cs"]),
        ("python", ["*.py", "*.pyi"]),
        ("golang", ["*.go"]),
        ("rust", ["*.rs"]),
        ("java", ["*.java"]),
        ("kotlin", ["*.kt", "*.kts"]),
        ("ruby", ["*.rb"]),
        ("php", ["*.php"]),
        ("cpp", ["*.c", "*.cc", "*.cpp", "*.h", "*.hpp"]),
        ("bash", ["*.sh", "*.bash"]),
        ("elixir", ["*.ex", "*.exs"]),
        ("markdown", ["*.md"]),
        ("css", ["*.css", "*.scss"]),
        ("html", ["*.html", "*.htm"]),
    ];

    /// <summary>Writes the attributes to a file.</summary>
    public static void Write(string file)
    {
        var text = new StringBuilder();
        foreach (var (driver, patterns) in s_drivers)
        {
            foreach (var pattern in patterns)
            {
                text.Append(CultureInfo.InvariantCulture, $"{pattern} diff={driver}\n");
            }
        }

        File.WriteAllText(file, text.ToString());
    }
}
