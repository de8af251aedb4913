using System.Text;

namespace Ao.Git.Remotes;

/// <summary>What a remote is shown so that it lets git in. It is given to git through its environment alone.</summary>
internal sealed class RemoteCredential
{
    private RemoteCredential(string authorization) => Authorization = authorization;

    /// <summary>Gets the value of the header <c>Authorization</c>.</summary>
    public string Authorization { get; }

    /// <summary>Makes the credential of a user name and a token, as forges take tokens from git.</summary>
    /// <exception cref="AoException">The token holds what no header can carry.</exception>
    public static RemoteCredential Basic(string user, string token) => token.Length > 0 && token.All(static character => character is > ' ' and <= '~')
        ? new RemoteCredential("Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{user}:{token}")))
        : throw new AoException("The token for git is empty or holds characters that no token has. Give it as the forge shows it, without a line's end.");

    /// <summary>Shows nothing of it.</summary>
    public override string ToString() => nameof(RemoteCredential);
}
