using System.Collections.Concurrent;
using System.Text;
using Ao.Projects;

namespace Ao.Prompts;

/// <summary>The templates: Ao's own, and those of a project's folder in their place.</summary>
internal static class PromptTemplates
{
    public const string Base = "base.md";
    public const string Tools = "tools.md";
    public const string Rules = "project.md";
    public const string Task = "task.md";

    /// <summary>The largest template that is read, in bytes.</summary>
    private const int LargestFile = 256 * 1024;

    private static readonly ConcurrentDictionary<string, string> s_own = new(StringComparer.Ordinal);

    /// <summary>Gives the name of a role's template.</summary>
    public static string Of(SessionRole role) => $"role-{role.ToString().ToLowerInvariant()}.md";

    /// <summary>Reads a template: the project's, or else Ao's own.</summary>
    /// <returns>The text; empty where a project has no rules of its own.</returns>
    /// <exception cref="AoException">The project's file cannot be read.</exception>
    public static async Task<string> ReadAsync(Project project, string name, CancellationToken cancellationToken)
    {
        if (project.Options.PromptFolder is not { } folder)
        {
            return Own(name);
        }

        if (!Directory.Exists(folder))
        {
            throw new AoException($"The prompt folder '{Printable.Quote(folder)}' of project '{project.Id}' is not there. Make it, or remove the setting PromptFolder.");
        }

        var path = Path.Combine(folder, name);
        try
        {
            if (!File.Exists(path))
            {
                return Own(name);
            }

            if (new FileInfo(path).Length > LargestFile)
            {
                throw new AoException($"The prompt template '{Printable.Quote(path)}' is larger than {LargestFile / 1024} KiB. Shorten it.");
            }

            return await File.ReadAllTextAsync(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new AoException($"The prompt template '{Printable.Quote(path)}' cannot be read: {Printable.Clean(exception.Message)}", exception);
        }
    }

    private static string Own(string name) => s_own.GetOrAdd(name, static name =>
    {
        using var stream = typeof(PromptTemplates).Assembly.GetManifestResourceStream($"prompts/{name}");
        if (stream is null)
        {
            return "";
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    });
}
