using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ao.Plugins.GitHub.Auth;

/// <summary>Makes the tokens by which an App proves itself: JSON Web Tokens, signed with RS256.</summary>
internal sealed class AppToken(TimeProvider timeProvider)
{
    // GitHub takes ten minutes at most, and clocks differ.
    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(9);
    private static readonly TimeSpan s_slack = TimeSpan.FromMinutes(1);

    /// <exception cref="AoException">The key cannot be read.</exception>
    public async ValueTask<string> MakeAsync(GitHubAppOptions app, CancellationToken cancellationToken)
    {
        using var key = await ReadKeyAsync(app.PrivateKeyFile, cancellationToken).ConfigureAwait(false);
        var signed = $"{Base64Url.EncodeToString("""{"alg":"RS256","typ":"JWT"}"""u8)}.{Base64Url.EncodeToString(Claims(app.AppId))}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private ReadOnlySpan<byte> Claims(string id)
    {
        var now = timeProvider.GetUtcNow();
        var claims = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(claims))
        {
            writer.WriteStartObject();
            writer.WriteNumber("iat", (now - s_slack).ToUnixTimeSeconds());
            writer.WriteNumber("exp", (now + s_life).ToUnixTimeSeconds());
            writer.WriteString("iss", id);
            writer.WriteEndObject();
        }

        return claims.WrittenSpan;
    }

    private static async ValueTask<RSA> ReadKeyAsync(string file, CancellationToken cancellationToken)
    {
        var key = RSA.Create();
        try
        {
            if (new FileInfo(file) is not { Exists: true, Length: <= 64 * 1024 })
            {
                throw new AoException($"The private key file '{Printable.Quote(file)}' is not there, or is too large to be one. Give the .pem file that GitHub made for the App.");
            }

            key.ImportFromPem(await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false));
            return key;
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            // The inner exception may quote the file, which is a secret.
            key.Dispose();
            throw new AoException($"The private key file '{Printable.Quote(file)}' cannot be read as a private key ({exception.GetType().Name}). Give the .pem file that GitHub made for the App, readable by the host's user.");
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
