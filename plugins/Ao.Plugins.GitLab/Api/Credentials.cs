using Ao.Commands;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitLab.Api;

/// <summary>Finds the token: the option, the variable, and then what <c>glab</c> has stored.</summary>
internal sealed class Credentials(IOptions<GitLabOptions> options, ICommandRunner commands, Func<string, string?>? environment = null) : IDisposable
{
    private static readonly string[] s_variables = ["GITLAB_TOKEN", "GITLAB_ACCESS_TOKEN"];
    private readonly Func<string, string?> _environment = environment ?? Environment.GetEnvironmentVariable;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Credential? _known;

    /// <summary>Gives the credential.</summary>
    /// <param name="refused">The one that the server has refused: a program is asked anew then.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <exception cref="AoException">There is none.</exception>
    public async ValueTask<Credential> GetAsync(Credential? refused, CancellationToken cancellationToken)
    {
        if (_known is { } known && known != refused)
        {
            return known;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_known is { } found && found != refused)
            {
                return found;
            }

            return _known = Given() ?? await AskAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new AoException($"There is no token for {options.Value.Address}. Set the plugin's option Token or the variable GITLAB_TOKEN, or run 'glab auth login --hostname {options.Value.Address.Host}'.");
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private Credential? Given()
    {
        if (options.Value.Token is { Length: > 0 } token)
        {
            return new Credential(token, "the option Token");
        }

        // A token for one server is not shown to another.
        if (_environment("GITLAB_HOST") is { Length: > 0 } host && !string.Equals(HostOf(host), options.Value.Address.Host, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        foreach (var variable in s_variables)
        {
            if (_environment(variable)?.Trim() is { Length: > 0 } value)
            {
                return new Credential(value, $"the variable {variable}");
            }
        }

        return null;
    }

    private static string HostOf(string text) => Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}", UriKind.Absolute, out var address) ? address.Host : text;

    /// <summary>Asks <c>glab</c>, which has no command made for it: the configuration value is the one way that all its versions have.</summary>
    private async ValueTask<Credential?> AskAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.UseCli)
        {
            return null;
        }

        try
        {
            var command = new CommandLine("glab", ["config", "get", "token", "--host", options.Value.Address.Host]);
            var result = await commands.RunAsync(new CommandRequest { Command = command, InheritEnvironment = true, OutputLimit = 4096, Timeout = TimeSpan.FromSeconds(20) }, cancellationToken).ConfigureAwait(false);
            var token = result.Output.Trim();
            return result.Succeeded && token.Length > 0 && token.All(static character => character is > ' ' and <= '~') ? new Credential(token, "glab") : null;
        }
        catch (CommandNotFoundException)
        {
            return null;
        }
    }
}
