using Ao.Commands;
using Ao.Scm;

namespace Ao.Git.Remotes;

/// <summary>Runs git against remotes, with the credential that belongs to each.</summary>
internal sealed class RemoteGit(GitClient git, IRemoteCredentials credentials)
{
    /// <summary>Runs git; a non-zero exit code is a result. A credential that is refused is asked for once more: tokens run out.</summary>
    public async ValueTask<CommandResult> RunAsync(GitCall call, ProjectSource source, RemoteAddress address, CancellationToken cancellationToken)
    {
        var credential = await credentials.GetCredentialAsync(source, address, refused: null, cancellationToken).ConfigureAwait(false);
        var result = await RunAsync(call, address, credential, cancellationToken).ConfigureAwait(false);
        if (result.Succeeded || credential is null || RemoteFaults.Of(result) != RemoteFault.Unauthorized)
        {
            return result;
        }

        var newer = await credentials.GetCredentialAsync(source, address, credential, cancellationToken).ConfigureAwait(false);
        return newer is null || newer.Authorization == credential.Authorization ? result : await RunAsync(call, address, newer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads from a remote; what fails is an error with its remedy.</summary>
    /// <param name="what">What could not be done where it fails, as a sentence without its end.</param>
    /// <param name="call">The call.</param>
    /// <param name="source">The project.</param>
    /// <param name="address">The remote.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <exception cref="TransientException">It could not be reached.</exception>
    public async ValueTask<string> ReadAsync(string what, GitCall call, ProjectSource source, RemoteAddress address, CancellationToken cancellationToken)
    {
        var result = await RunAsync(call, source, address, cancellationToken).ConfigureAwait(false);
        return !result.Succeeded ? throw RemoteFaults.OfReading(what, address, result)
            : result.Truncated ? throw new GitException($"{what}: '{Printable.Quote(address.Text)}' gave more than {call.OutputLimit} bytes, which is more than Ao reads. It has too many branches; remove some.")
            : result.Output;
    }

    private ValueTask<CommandResult> RunAsync(GitCall call, RemoteAddress address, RemoteCredential? credential, CancellationToken cancellationToken) =>
        git.RunAsync(call with { Environment = RemoteEnvironment.Of(address, credential, Environment.GetEnvironmentVariable) }, cancellationToken);
}
