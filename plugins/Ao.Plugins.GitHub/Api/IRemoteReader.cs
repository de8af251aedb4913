namespace Ao.Plugins.GitHub.Api;

/// <summary>Tells which address the remote of a local clone has.</summary>
internal interface IRemoteReader
{
    /// <returns>The address, or <see langword="null"/> where the folder is no clone or has no remote.</returns>
    ValueTask<string?> ReadRemoteAsync(string folder, CancellationToken cancellationToken);
}
