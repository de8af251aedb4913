using System.Reflection;
using System.Text;

namespace Ao.Plugins.Linear;

/// <summary>What is sent: the files of the folder <c>GraphQl</c>.</summary>
internal static class Documents
{
    public static Document Viewer { get; } = Load(nameof(Viewer));

    public static Document Team { get; } = Load(nameof(Team));

    public static Document Issue { get; } = Load(nameof(Issue));

    public static Document Issues { get; } = Load(nameof(Issues));

    public static Document CreateIssue { get; } = Load(nameof(CreateIssue), isMutation: true);

    public static Document UpdateIssue { get; } = Load(nameof(UpdateIssue), isMutation: true);

    public static Document Comment { get; } = Load(nameof(Comment));

    public static Document CreateComment { get; } = Load(nameof(CreateComment), isMutation: true);

    public static Document Labels { get; } = Load(nameof(Labels));

    public static Document CreateLabel { get; } = Load(nameof(CreateLabel), isMutation: true);

    public static Document Users { get; } = Load(nameof(Users));

    private static Document Load(string name, bool isMutation = false)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{name}.graphql")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new Document(name, reader.ReadToEnd(), isMutation);
    }
}
