using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Email;

/// <summary>Decides whether a server's certificate is good.</summary>
internal sealed class ServerTrust(IOptions<EmailOptions> options) : IDisposable
{
    private readonly Lazy<X509Certificate2Collection?> _authorities = new(() => Load(options.Value.CertificateAuthorityFile));

    /// <summary>Gets the check against the configured authorities, or <see langword="null"/> where the machine's own trust decides.</summary>
    public RemoteCertificateValidationCallback? Validation => _authorities.Value is { } authorities ? (_, certificate, _, errors) => IsSignedBy(authorities, certificate, errors) : null;

    public void Dispose()
    {
        foreach (var certificate in _authorities is { IsValueCreated: true, Value: { } authorities } ? authorities : [])
        {
            certificate.Dispose();
        }
    }

    private static X509Certificate2Collection? Load(string? file)
    {
        if (string.IsNullOrEmpty(file))
        {
            return null;
        }

        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new AoException($"CertificateAuthorityFile '{Printable.Quote(file)}' cannot be read: {exception.Message} Give a PEM file with certificates.", exception);
        }

        return authorities.Count > 0 ? authorities : throw new AoException($"CertificateAuthorityFile '{Printable.Quote(file)}' holds no certificate. Give a PEM file with certificates.");
    }

    private static bool IsSignedBy(X509Certificate2Collection authorities, X509Certificate? presented, SslPolicyErrors errors)
    {
        // A wrong name stays wrong, whoever has signed it.
        if (presented is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);

        // An authority of one's own seldom publishes what it has revoked.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var certificate = X509CertificateLoader.LoadCertificate(presented.GetRawCertData());
        return chain.Build(certificate);
    }
}
