namespace Ao.Plugins.GitHub;

/// <summary>The GitHub App that calls are made as.</summary>
public sealed class GitHubAppOptions
{
    /// <summary>Gets or sets the App's id or client id.</summary>
    public string AppId { get; set; } = "";

    /// <summary>Gets or sets the id of the installation.</summary>
    /// <value>The default is <see langword="null"/>: each repository's own, which GitHub is asked for.</value>
    public long? InstallationId { get; set; }

    /// <summary>Gets or sets the file that holds the App's private key, as GitHub gives it (PEM).</summary>
    public string PrivateKeyFile { get; set; } = "";

    internal IEnumerable<string> Problems()
    {
        if (AppId.Length is 0 or > 100 || !AppId.All(static character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_'))
        {
            yield return $"App:AppId '{Printable.Quote(AppId)}' is no id. Give the App ID or Client ID that the App's settings show.";
        }

        if (PrivateKeyFile.Contains('\0', StringComparison.Ordinal) || !Path.IsPathFullyQualified(PrivateKeyFile))
        {
            yield return $"App:PrivateKeyFile '{Printable.Quote(PrivateKeyFile)}' is no full path. Give the path of the .pem file that GitHub made for the App, from the root on.";
        }

        if (InstallationId is <= 0)
        {
            yield return $"App:InstallationId {InstallationId} is no id. Give the number at the end of the installation's address, or leave it out.";
        }
    }
}
