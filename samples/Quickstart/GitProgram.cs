using Ao;
using Ao.Commands;

namespace Quickstart;

/// <summary>Runs git for the sample's own repositories.</summary>
internal static class GitProgram
{
    public static Task<string> RunAsync(string folder, CancellationToken cancellationToken, params string[] arguments) => RunAsync(folder, at: null, cancellationToken, arguments);

    /// <param name="folder">Where it runs.</param>
    /// <param name="at">The time that its commits bear; now, where there is none.</param>
    /// <param name="cancellationToken">The token that ends it.</param>
    /// <param name="arguments">The arguments.</param>
    public static async Task<string> RunAsync(string folder, DateTimeOffset? at, CancellationToken cancellationToken, params string[] arguments)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (at is { } time)
        {
            environment["GIT_AUTHOR_DATE"] = environment["GIT_COMMITTER_DATE"] = time.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        }

        var result = await new CommandRunner(TimeProvider.System).RunAsync(new CommandRequest { Command = new CommandLine("git", arguments), WorkingDirectory = folder, Environment = environment }, cancellationToken);
        return result.Succeeded ? result.Output.Trim() : throw new AoException($"The sample project could not be made: git {arguments[0]} failed: {result.Error.Trim()}");
    }
}
