using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ao.Plugins.Email.Tests;

/// <summary>An authority of a test's own and a certificate that it has signed.</summary>
internal sealed class TestCertificate : IDisposable
{
    private readonly ECDsa _authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;

    public TestCertificate(string host = "localhost")
    {
        var from = TimeProvider.System.GetUtcNow().AddDays(-1);
        var request = new CertificateRequest("CN=Ao test authority", _authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        _authority = request.CreateSelfSigned(from, from.AddDays(10));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var leaf = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        leaf.CertificateExtensions.Add(names.Build());
        using var signed = leaf.Create(_authority, from.AddHours(1), from.AddDays(9), [1, 2, 3, 4]);
        using var whole = signed.CopyWithPrivateKey(key);
        Server = X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    public X509Certificate2 Server { get; }

    public string AuthorityPem => _authority.ExportCertificatePem();

    public void Dispose()
    {
        Server.Dispose();
        _authority.Dispose();
        _authorityKey.Dispose();
    }
}
