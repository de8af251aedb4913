using System.Diagnostics.CodeAnalysis;

namespace Ao.Git.Remotes;

/// <summary>The address of a repository elsewhere: one that names a transport Ao allows, holds no password, and cannot be taken for an option.</summary>
internal sealed record RemoteAddress
{
    private const int MaxLength = 2000;

    private RemoteAddress(string text, RemoteTransport transport, string? origin)
    {
        Text = text;
        Transport = transport;
        Origin = origin;
    }

    /// <summary>Gets the address as git takes it.</summary>
    public string Text { get; }

    public RemoteTransport Transport { get; }

    /// <summary>Gets scheme, host and port with a slash at the end, where it is reached over HTTP: what a credential is for, and nothing beyond.</summary>
    public string? Origin { get; }

    /// <exception cref="AoException">It is no such address.</exception>
    public static RemoteAddress Parse(string? text) => TryParse(text, out var address, out var fault)
        ? address
        : throw new AoException($"'{Printable.Quote(WithoutUser(text))}' cannot be the address of a repository: {fault}. Give it as 'https://host/owner/name.git', 'git@host:owner/name.git' or 'file:///folder'.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out RemoteAddress? address, [NotNullWhen(false)] out string? fault)
    {
        address = null;
        fault = text switch
        {
            null or "" => "it is empty",
            { Length: > MaxLength } => $"it is longer than {MaxLength} characters",
            ['-', ..] => "it starts with '-', as an option does",
            _ when Printable.Clean(text) != text || text.Any(static character => char.IsWhiteSpace(character) || char.IsControl(character)) => "it holds spaces or control characters",
            _ => null,
        };
        if (fault is not null)
        {
            return false;
        }

        if (Path.IsPathFullyQualified(text!))
        {
            address = new RemoteAddress(text!, RemoteTransport.File, null);
            return true;
        }

        if (text!.Contains("://", StringComparison.Ordinal))
        {
            return TryParseUri(text, out address, out fault);
        }

        // The short form of ssh. Two colons would name a program that git starts.
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || text.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash && slash < colon || text.Contains("::", StringComparison.Ordinal) || colon == text.Length - 1 || text[(text.IndexOf('@', StringComparison.Ordinal) + 1)..].StartsWith('-'))
        {
            fault = "it names neither a transport nor a host";
            return false;
        }

        address = new RemoteAddress(text, RemoteTransport.Ssh, null);
        return true;
    }

    public override string ToString() => Text;

    /// <summary>Gives the address without what stands before its host: it may be a password.</summary>
    private static string? WithoutUser(string? text) =>
        text is not null && text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var start && text.LastIndexOf('@') is var at && at > start ? $"{text[..(start + 3)]}...{text[at..]}" : text;

    private static bool TryParseUri(string text, [NotNullWhen(true)] out RemoteAddress? address, [NotNullWhen(false)] out string? fault)
    {
        address = null;
        fault = null;
        RemoteTransport? transport = text[..text.IndexOf("://", StringComparison.Ordinal)] switch
        {
            "https" => RemoteTransport.Https,
            "http" => RemoteTransport.Http,
            "ssh" => RemoteTransport.Ssh,
            "file" => RemoteTransport.File,
            _ => null,
        };
        if (transport is not { } known || !Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            fault = "its transport is none of https, http, ssh and file";
        }
        else if (known != RemoteTransport.File && uri.Host.Length == 0)
        {
            fault = "it names no host";
        }
        else if (uri.UserInfo.Contains(':', StringComparison.Ordinal) || (uri.UserInfo.Length > 0 && known != RemoteTransport.Ssh))
        {
            fault = "it holds a name or a password; give those to the plugin's options, where they stay out of addresses";
        }
        else if (uri.Host.StartsWith('-') || uri.UserInfo.StartsWith('-'))
        {
            fault = "its host starts with '-', as an option does";
        }
        else
        {
            address = new RemoteAddress(text, known, known is RemoteTransport.Https or RemoteTransport.Http ? $"{uri.Scheme}://{uri.Authority}/" : null);
        }

        return fault is null;
    }
}
