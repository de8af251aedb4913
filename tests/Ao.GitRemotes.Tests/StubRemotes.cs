using Ao.Git.Remotes;
using Ao.Scm;

namespace Ao.GitRemotes.Tests;

/// <summary>A forge whose repositories are where the test says.</summary>
internal sealed class StubRemotes(Func<string, string> addressOf) : IRemotes
{
    /// <summary>Gets or sets the push target.</summary>
    public string? Target { get; set; }

    /// <summary>Gets the tokens that are given one after the other.</summary>
    public Queue<string> Tokens { get; } = [];

    /// <summary>Gets or sets the token that is given.</summary>
    public string? Token { get; set; }

    public ValueTask<RemoteAddress> GetSourceAsync(ProjectSource source, CancellationToken cancellationToken) => ValueTask.FromResult(RemoteAddress.Parse(addressOf(source.Location)));

    public ValueTask<string> GetPushTargetAsync(ProjectSource source, CancellationToken cancellationToken) => ValueTask.FromResult(Target ?? source.Location);

    public ValueTask<RemoteAddress> GetAddressAsync(ProjectSource source, string target, CancellationToken cancellationToken) => ValueTask.FromResult(RemoteAddress.Parse(addressOf(target)));

    public ValueTask<RemoteCredential?> GetCredentialAsync(ProjectSource source, RemoteAddress address, RemoteCredential? refused, CancellationToken cancellationToken)
    {
        if (refused is not null && Tokens.TryDequeue(out var newer))
        {
            Token = newer;
        }

        return ValueTask.FromResult(Token is { } token ? RemoteCredential.Basic("x-access-token", token) : null);
    }
}
