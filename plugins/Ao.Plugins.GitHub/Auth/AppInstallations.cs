using System.Collections.Concurrent;
using System.Globalization;
using Ao.Plugins.GitHub.Api;

namespace Ao.Plugins.GitHub.Auth;

/// <summary>The tokens of an App's installations. Each is kept until shortly before it ends.</summary>
internal sealed class AppInstallations(AppToken token, Transport transport, GitHubAddresses addresses, TimeProvider timeProvider) : IDisposable
{
    private static readonly TimeSpan s_renewBefore = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _asking = new(1);
    private readonly ConcurrentDictionary<RepositoryName, long> _installations = new();
    private readonly ConcurrentDictionary<long, Credential> _tokens = new();
    private long? _only;

    /// <exception cref="AoException">The App is not installed there, or cannot prove itself.</exception>
    public async ValueTask<Credential> OfAsync(GitHubAppOptions app, RepositoryName? repository, CancellationToken cancellationToken)
    {
        if (Known(app, repository) is { } known)
        {
            return known;
        }

        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Known(app, repository) is { } made)
            {
                return made;
            }

            var installation = app.InstallationId ?? (repository is null ? await OnlyAsync(app, cancellationToken).ConfigureAwait(false) : await FindAsync(app, repository, cancellationToken).ConfigureAwait(false));
            var proof = await token.MakeAsync(app, cancellationToken).ConfigureAwait(false);
            var path = string.Create(CultureInfo.InvariantCulture, $"/app/installations/{installation}/access_tokens");
            var answer = await transport.SendAsync(new Call(HttpMethod.Post, addresses.Of(path)) { Token = proof, Body = "{}"u8.ToArray() }, cancellationToken).ConfigureAwait(false);
            if (answer.Status != 201)
            {
                throw Refusals.OfApp(answer, $"no token for installation {installation.ToString(CultureInfo.InvariantCulture)}");
            }

            var given = answer.Read(GitHubJson.Default.InstallationToken);
            return _tokens[installation] = new Credential(CredentialKind.App, given.Token, string.Create(CultureInfo.InvariantCulture, $"app-{app.AppId}-{installation}"), given.ExpiresAt);
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <returns>Whether asking again may give another one.</returns>
    public bool Forget(Credential credential)
    {
        foreach (var known in _tokens.Where(known => ReferenceEquals(known.Value, credential)))
        {
            _tokens.TryRemove(known);
        }

        return true;
    }

    public void Dispose() => _asking.Dispose();

    private Credential? Known(GitHubAppOptions app, RepositoryName? repository)
    {
        long? installation = app.InstallationId ?? (repository is null ? _only : _installations.TryGetValue(repository, out var found) ? found : null);
        return installation is { } id && _tokens.TryGetValue(id, out var credential) && credential.EndsAt - s_renewBefore > timeProvider.GetUtcNow() ? credential : null;
    }

    private async ValueTask<long> FindAsync(GitHubAppOptions app, RepositoryName repository, CancellationToken cancellationToken)
    {
        if (_installations.TryGetValue(repository, out var known))
        {
            return known;
        }

        var answer = await AskAsync(app, $"{repository.Path}/installation", cancellationToken).ConfigureAwait(false);
        if (answer.Status != 200)
        {
            throw Refusals.OfApp(answer, $"no installation for {repository}");
        }

        return _installations[repository] = answer.Read(GitHubJson.Default.Installation).Id;
    }

    private async ValueTask<long> OnlyAsync(GitHubAppOptions app, CancellationToken cancellationToken)
    {
        if (_only is { } known)
        {
            return known;
        }

        var answer = await AskAsync(app, "/app/installations?per_page=2", cancellationToken).ConfigureAwait(false);
        if (answer.Status != 200)
        {
            throw Refusals.OfApp(answer, "no list of its installations");
        }

        var installations = answer.Read(GitHubJson.Default.InstallationArray);
        _only = installations is [var only] ? only.Id : throw new AoException($"The App '{app.AppId}' has {(installations.Length == 0 ? "no installation" : "several installations")}, and the call is about no repository in particular. {(installations.Length == 0 ? "Install it on the repositories." : "Set the plugin's App:InstallationId.")}");
        return only.Id;
    }

    private async ValueTask<Answer> AskAsync(GitHubAppOptions app, string path, CancellationToken cancellationToken) =>
        await transport.SendAsync(new Call(HttpMethod.Get, addresses.Of(path)) { Token = await token.MakeAsync(app, cancellationToken).ConfigureAwait(false) }, cancellationToken).ConfigureAwait(false);
}
