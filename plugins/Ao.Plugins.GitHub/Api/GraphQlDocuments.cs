using System.Collections.Concurrent;
using System.Text;

namespace Ao.Plugins.GitHub.Api;

/// <summary>The GraphQL documents of the folder <c>GraphQl</c>, by the name of their file.</summary>
internal static class GraphQlDocuments
{
    private static readonly ConcurrentDictionary<string, string> s_read = new(StringComparer.Ordinal);

    /// <param name="name">The name of the file without <c>.graphql</c>.</param>
    public static string Of(string name) => s_read.GetOrAdd(name, static name =>
    {
        using var stream = typeof(GraphQlDocuments).Assembly.GetManifestResourceStream(name + ".graphql") ?? throw new InvalidOperationException($"The document {name}.graphql is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    });
}
