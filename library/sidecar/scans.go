package sidecar

import "lectern/library/text"

// scanFolders are the keys of names of folders that hold the scans or the pictures of
// what lies in the folder above.
var scanFolders = wordSet("scan scans scanned artwork artworks art cover covers coverart coverscans albumart image images picture pictures pics img " +
	"bilder umschlag hülle hüllen numérisations pochette pochettes escaneos imagen imágenes carátulas portadas imagem imagens capas scansioni immagini copertine " +
	"afbeeldingen hoezen omslagen kuvat kannet skannade omslag billeder bilde skany skan okładki okładka obrazy obrazki skeny sken obálky obaly obrázky " +
	"сканы скан обложка обложки картинки изображения σαρώσεις εικόνες εξώφυλλα resimler kapaklar 扫描 掃描 图片 圖片 封面 スキャン 画像 ジャケット")

// HoldsPictures reports whether a folder of this name holds the scans or the pictures of
// what lies in the folder above.
func HoldsPictures(folder string) bool {
	const longest = 40 // bytes
	return len(folder) <= longest && scanFolders[text.Key(folder)]
}
