using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Ao.Secrets;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Secrets;

public sealed class SecretRedactorTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/&<>\"'%\\ $!#";
    private static readonly SecretRedactor s_plain = new([]);

    // What nobody would take for a token by its shape, and would not find by eye: an encoding gives it back, or the bytes of it.
    private static readonly (string Name, Func<string, int, byte[]> Encode)[] s_encodings =
    [
        ("plain", static (value, _) => Encoding.UTF8.GetBytes(value)),
        ("base64", static (value, shift) => Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('p', shift % 3) + value + "tail"[..(shift % 4)])))),
        ("base64url", static (value, shift) => Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('p', shift % 3) + value)).Replace('+', '-').Replace('/', '_').TrimEnd('='))),
        ("hex lower", static (value, _) => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value)))),
        ("hex upper", static (value, _) => Encoding.ASCII.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(value)))),
        ("percent", static (value, shift) => Encoding.ASCII.GetBytes(shift % 2 == 0 ? Uri.EscapeDataString(value) : string.Concat(Encoding.UTF8.GetBytes(value).Select(static one => $"%{one:x2}")))),
        ("json escapes", static (value, _) => Encoding.ASCII.GetBytes(string.Concat(value.Select(static one => $"\\u{(int)one:x4}")))),
        ("json", static (value, _) => Encoding.UTF8.GetBytes(System.Text.Json.JsonEncodedText.Encode(value).ToString())),
        ("json in json", static (value, _) => Encoding.UTF8.GetBytes(System.Text.Json.JsonEncodedText.Encode(System.Text.Json.JsonEncodedText.Encode(value).ToString()).ToString())),
        ("html", static (value, shift) => Encoding.UTF8.GetBytes(shift % 2 == 0 ? WebUtility.HtmlEncode(value) : string.Concat(value.Select(static one => $"&#x{(int)one:X};")))),
        ("utf-16", static (value, shift) => (shift % 2 == 0 ? Encoding.Unicode : Encoding.BigEndianUnicode).GetBytes(value)),
        ("reversed", static (value, _) => Encoding.UTF8.GetBytes([.. value.Reverse()])),
    ];

    public static TheoryData<string> Encodings => [.. s_encodings.Select(static encoding => encoding.Name)];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Push_FiveHundredCanariesCutAnywhere_NoneIsLeft(string name)
    {
        var random = new Random(26);
        var canaries = Enumerable.Range(0, 500).Select(_ => Canary(random)).ToArray();
        var redactor = new SecretRedactor(canaries);
        var encode = Array.Find(s_encodings, encoding => encoding.Name == name).Encode;
        var forms = canaries.Select((canary, index) => encode(canary, index)).ToArray();
        var stream = new List<byte>();
        foreach (var form in forms)
        {
            stream.AddRange(Encoding.UTF8.GetBytes($"\nline {random.Next()} holds ("));
            stream.AddRange(form);
            stream.AddRange(Encoding.UTF8.GetBytes($") and goes on {new string('x', random.Next(300))}"));
        }

        var (clean, count) = Run(redactor, [.. stream], random);

        Assert.Equal(500, count);
        Assert.Equal(500, CountOf(clean, SecretRedactor.Marker));
        for (var index = 0; index < canaries.Length; index++)
        {
            Assert.False(Holds(clean, canaries[index], forms[index], name), $"canary {index}: {canaries[index]}");
        }
    }

    [Fact]
    public void Redact_EachEncodingInAText_IsReplacedAndTheRestStays()
    {
        const string Secret = "pä$$ &word+/7Zq";
        var redactor = new SecretRedactor([Secret, "  ", null, "abc"]);

        foreach (var (name, encode) in s_encodings.Where(static encoding => encoding.Name is not ("utf-16" or "base64" or "base64url")))
        {
            var result = redactor.Redact($"before {Encoding.UTF8.GetString(encode(Secret, 0))} after ünï abc");

            Assert.Equal(("before [redacted] after ünï abc", 1, name), (result.Text, result.Count, name));
        }
    }

    [Theory]
    [InlineData("remote: https://user:hunter2@forge.example/x.git", "remote: https://user:[redacted]@forge.example/x.git")]
    [InlineData("ghp_0123456789abcdefghijABCDEFGHIJ012345 ok", "[redacted] ok")]
    [InlineData("some_pat_11ABCDEFG0123456789_abcdefghij end", "[redacted] end")]
    [InlineData("glpat-0123456789abcdefGHIJ", "[redacted]")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE.", "key [redacted].")]
    [InlineData("sk-proj-0123456789abcdefghij", "[redacted]")]
    [InlineData("xoxb-123456789012-abcdefghij", "[redacted]")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl and more", "[redacted] and more")]
    [InlineData("Authorization: Bearer abc.DEF-123_456", "Authorization: Bearer [redacted]")]
    [InlineData("authorization: Basic dXNlcjpwYXNz", "authorization: Basic [redacted]")]
    [InlineData("password=hunter2 next", "password=[redacted] next")]
    [InlineData("{\"password\": \"two words\", \"a\": 1}", "{\"password\": \"[redacted]\", \"a\": 1}")]
    [InlineData("{\\\"password\\\":\\\"deep\\\"}", "{\\\"password\\\":\\\"[redacted]\\\"}")]
    [InlineData("AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "AWS_SECRET_ACCESS_KEY=[redacted]")]
    [InlineData("api_key: 'a1b2c3d4e5f6'", "api_key: '[redacted]'")]
    [InlineData("DB_PWD=s3cr", "DB_PWD=[redacted]")]
    [InlineData("Set-Cookie: session=abcdef; Path=/\nnext", "Set-Cookie: [redacted]\nnext")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc=\n-----END RSA PRIVATE KEY-----\nafter", "[redacted]\nafter")]
    [InlineData("-----BEGIN PRIVATE KEY-----\\nMIIE\\nabc=\\n-----END PRIVATE KEY-----\\nafter", "[redacted]\\nafter")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk", "[redacted]")]
    public void Redact_WhatLooksLikeASecret_IsReplaced(string text, string expected)
    {
        var once = s_plain.Redact(text);
        var twice = s_plain.Redact(once.Text);

        Assert.Equal((expected, 1), (once.Text, once.Count));
        Assert.Equal((expected, 0), (twice.Text, twice.Count));
    }

    [Theory]
    [InlineData("var token = parser.Next(); // the next token: see above")]
    [InlineData("The password is asked for. Passwords are not kept.")]
    [InlineData("https://example.org:8080/path?x=1 and user@example.org")]
    [InlineData("commit 3f786850e387550fdab836ed7e6dc881de23001b")]
    [InlineData("task-management-with-very-long-words and npm_config_registry_of_the_project")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----")]
    [InlineData("public key: abc, secretary: Ms. Smith, keyboard=qwertz")]
    [InlineData("")]
    public void Redact_OrdinaryText_StaysTheSame(string text)
    {
        var result = s_plain.Redact(text);

        Assert.Same(text, result.Text);
        Assert.Equal(0, result.Count);
    }

    [Property(MaxTest = 200)]
    public void Push_AnyBytesCutAnywhere_IsWhatTheWholeGives(byte[] bytes, int seed)
    {
        var redactor = new SecretRedactor(["canary-value"]);
        byte[] text = [.. bytes, .. "token=abc123456789 canary-value https://u:p4ss@h/ "u8, .. bytes];

        var (pieces, count) = Run(redactor, text, new Random(seed));
        var whole = new ArrayBufferWriter<byte>();
        var once = new StreamRedactor(redactor);
        once.Push(text, whole);
        once.Finish(whole);

        Assert.Equal(whole.WrittenSpan.ToArray(), pieces);
        Assert.Equal(once.Count, count);
    }

    [Fact]
    public void Push_ASecretLongerThanAnythingHeld_LeavesNothingOfIt()
    {
        var secret = string.Concat(Enumerable.Repeat("abcdefgh01234567", 200_000));
        byte[] text = [.. "start token="u8, .. Encoding.ASCII.GetBytes(secret), .. " end"u8];

        var (clean, count) = Run(s_plain, text, new Random(1));

        Assert.Equal(("start token=[redacted] end", 1), (Encoding.ASCII.GetString(clean), count));
    }

    [Fact]
    public void Push_TextsMadeToBeSlow_TakesTimeThatGrowsWithTheTextAlone()
    {
        string[] texts =
        [
            string.Concat(Enumerable.Repeat("-----BEGIN ", 100_000)),
            string.Concat(Enumerable.Repeat("a://a:", 150_000)),
            string.Concat(Enumerable.Repeat("eyJaaaaaaaa.", 80_000)),
            new string('%', 1_000_000),
            string.Concat(Enumerable.Repeat("password password", 60_000)),
        ];
        var started = Stopwatch.GetTimestamp();

        Assert.All(texts, text => Run(s_plain, Encoding.ASCII.GetBytes(text), new Random(2)));

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60), "quadratic");
    }

    [Fact]
    public void Environment_NamesOfSecrets_GiveTheirValues()
    {
        var variables = new Dictionary<string, string> { ["PATH"] = "/usr/bin", ["MY_TOKEN"] = "t", ["db_password"] = "p", ["HOME"] = "/h" };

        Assert.Equal(["p", "t"], EnvironmentSecrets.Of(variables).Order(StringComparer.Ordinal));
    }

    private static string Canary(Random random) => string.Concat(Enumerable.Range(0, random.Next(16, 48)).Select(_ => Alphabet[random.Next(Alphabet.Length)])).Trim() + random.Next(1_000_000).ToString("d6", CultureInfo.InvariantCulture);

    private static (byte[] Clean, int Count) Run(SecretRedactor redactor, byte[] bytes, Random random)
    {
        var output = new ArrayBufferWriter<byte>();
        var stream = new StreamRedactor(redactor);
        for (var position = 0; position < bytes.Length;)
        {
            var length = Math.Min(random.Next(1, 40_000), bytes.Length - position);
            stream.Push(bytes.AsSpan(position, length), output);
            position += length;
        }

        stream.Finish(output);
        return (output.WrittenSpan.ToArray(), stream.Count);
    }

    private static int CountOf(byte[] bytes, string text) => Encoding.Latin1.GetString(bytes).Split(text).Length - 1;

    // Of Base64 the digits at either end hold bits of what stands beside the secret, so that the middle is looked for.
    private static bool Holds(byte[] clean, string canary, byte[] form, string name)
    {
        var text = clean.AsSpan();
        return text.IndexOf(Encoding.UTF8.GetBytes(canary)) >= 0 || text.IndexOf(name.StartsWith("base64", StringComparison.Ordinal) ? form[6..14] : form) >= 0;
    }
}
