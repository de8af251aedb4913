using Ao.Commands;
using Ao.Plugins.GitHub.Api;

namespace Ao.Plugins.GitHub.Auth;

/// <summary>Asks the program <c>gh</c> for the token that a person signed in with: once, and again when GitHub refuses it.</summary>
internal sealed class CliToken(ICommandRunner commands, GitHubAddresses addresses) : IDisposable
{
    private readonly SemaphoreSlim _asking = new(1);
    private Credential? _known;
    private bool _asked;

    /// <returns>The credential, or <see langword="null"/> where the program is missing or nobody is signed in.</returns>
    public async ValueTask<Credential?> ReadAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_asked)
            {
                _known = await AskAsync(cancellationToken).ConfigureAwait(false);
                _asked = true;
            }

            return _known;
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <returns>Whether asking again may give another one.</returns>
    public bool Forget(Credential credential)
    {
        // Another call may have asked again since.
        if (ReferenceEquals(Interlocked.CompareExchange(ref _known, null, credential), credential))
        {
            _asked = false;
        }

        return true;
    }

    public void Dispose() => _asking.Dispose();

    private async ValueTask<Credential?> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await commands.RunAsync(
                new CommandRequest
                {
                    Command = new CommandLine("gh", ["auth", "token", "--hostname", addresses.Web.Host]),
                    InheritEnvironment = true,
                    OutputLimit = 4096,
                    Timeout = TimeSpan.FromSeconds(20),
                },
                cancellationToken).ConfigureAwait(false);
            var token = result.Output.Trim();
            return result.Succeeded && token.Length > 0 && token.All(static character => character is > ' ' and <= '~') ? new Credential(CredentialKind.Cli, token) : null;
        }
        catch (CommandNotFoundException)
        {
            return null;
        }
    }
}
