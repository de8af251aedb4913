namespace Ao.Plugins.GitLab.Api;

/// <summary>The GraphQL documents, which are files of the project.</summary>
internal static class Documents
{
    public static string Looks { get; } = Read("Looks.graphql");

    public static string SyncFork { get; } = Read("SyncFork.graphql");

    private static string Read(string name)
    {
        using var stream = typeof(Documents).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The document {name} is missing in the plugin.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
